import type { DatabricksTarget, Session, SparkTarget } from '@assay/core';
import { describe, inject } from 'vitest';
import { openDatabricks, type SessionOptions } from '../../src/databricks/session.ts';
import type {} from './setup.ts';

/** How a test reaches the run's Spark through the unmodified driver. */
export type Connect = (options?: Partial<SessionOptions>) => Promise<Session>;

const spark = inject('spark');

/** What names the run's Spark to `openDatabricks`. */
export const sparkConnection = (): SessionOptions => {
  if ('missing' in spark) throw new Error(spark.missing);
  const { host, port, path, token, catalog } = spark;
  return { host, port, path, auth: { token }, catalog };
};

/** The same as a target of `assay.yml`. */
export const sparkTarget = (): DatabricksTarget => {
  if ('missing' in spark) throw new Error(spark.missing);
  const { host, port, path, token, catalog } = spark;
  return { type: 'databricks', host: port ? `${host}:${port}` : host, http_path: path, token, catalog };
};

/** Spark's own Thrift server as a target of `assay.yml`, without the proxy. */
export const thriftTarget = (): SparkTarget => {
  if ('missing' in spark) throw new Error(spark.missing);
  const { thriftPort, catalog } = spark;
  return {
    type: 'spark',
    host: `127.0.0.1:${thriftPort}`,
    http_path: 'cliservice',
    user: 'baker',
    tls: false,
    catalog,
  };
};

/** Tests on a real Spark. Where there is none they are skipped, and the title says why. */
export const describeOnSpark = (title: string, tests: (connect: Connect) => void): void => {
  if ('missing' in spark)
    describe.skip(`${title} (skipped: ${spark.missing})`, () => tests(() => openDatabricks(sparkConnection())));
  else describe(title, () => tests((options) => openDatabricks({ ...sparkConnection(), ...options })));
};

/** True where Spark can read this machine's files. */
export const readsLocalFiles = !('missing' in spark) && !spark.remote;
