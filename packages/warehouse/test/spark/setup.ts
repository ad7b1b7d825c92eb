import type { TestProject } from 'vitest/node';
import trust from '../trust.ts';
import { install, missing } from './install.ts';
import { startProxy } from './proxy.ts';
import { startSpark } from './server.ts';

/** Where the tests find Spark, or why they cannot run. */
export type SparkGiven =
  | { readonly missing: string }
  | {
      readonly host: string;
      readonly port?: number;
      readonly path: string;
      readonly token: string;
      readonly catalog: string;
      /** Where Spark's own Thrift server listens, without the proxy; a workspace has none. */
      readonly thriftPort?: number;
      /** A real workspace, which cannot read files of this machine. */
      readonly remote: boolean;
    };

declare module 'vitest' {
  interface ProvidedContext {
    spark: SparkGiven;
  }
}

const LOCAL = { host: '127.0.0.1', path: '/sql/1.0/warehouses/test', token: 'test', catalog: 'spark_catalog' };

/** A real workspace, where all four variables name one. */
const workspace = (): SparkGiven | undefined => {
  const { ASSAY_DATABRICKS_HOST: host, ASSAY_DATABRICKS_HTTP_PATH: path } = process.env;
  const { ASSAY_DATABRICKS_TOKEN: token, ASSAY_DATABRICKS_CATALOG: catalog } = process.env;
  return host && path && token && catalog ? { host, path, token, catalog, remote: true } : undefined;
};

/** Vitest's global setup: one Spark for a whole test run. ASSAY_REQUIRE_SPARK=1 makes a missing tool a failure. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const real = workspace();
  if (real) {
    project.provide('spark', real);
    return undefined;
  }
  const reason = await missing();
  if (reason && process.env.ASSAY_REQUIRE_SPARK === '1') throw new Error(`the tests on Spark must run, but ${reason}`);
  if (reason) {
    project.provide('spark', { missing: reason });
    return undefined;
  }
  const untrust = await trust(project);
  const spark = await startSpark(await install());
  const proxy = await startProxy(spark.port, project.getProvidedContext().certificate);
  project.provide('spark', { ...LOCAL, port: proxy.port, thriftPort: spark.port, remote: false });
  return async () => {
    await proxy.close();
    await spark.stop();
    await untrust();
  };
}
