import type { Session } from '@assay/core';
import { describe, inject } from 'vitest';
import { openDatabricks, type SessionOptions } from '../../src/databricks/session.ts';
import type {} from './setup.ts';

/** How a test reaches the run's Spark through the unmodified driver. */
export type Connect = (options?: Partial<SessionOptions>) => Promise<Session>;

const spark = inject('spark');

/** What names the run's Spark to `openDatabricks`. */
export const sparkConnection = (): SessionOptions => {
  if ('missing' in spark) throw new Error(spark.missing);
  return {
    host: '127.0.0.1',
    port: spark.port,
    path: '/sql/1.0/warehouses/test',
    auth: { token: 'test' },
    catalog: 'spark_catalog',
  };
};

/** Tests on a real Spark. Where there is none they are skipped, and the title says why. */
export const describeOnSpark = (title: string, tests: (connect: Connect) => void): void => {
  if ('missing' in spark)
    describe.skip(`${title} (skipped: ${spark.missing})`, () => tests(() => openDatabricks(sparkConnection())));
  else describe(title, () => tests((options) => openDatabricks({ ...sparkConnection(), ...options })));
};
