import type { TestProject } from 'vitest/node';
import trust from '../trust.ts';
import { install, missing } from './install.ts';
import { startProxy } from './proxy.ts';
import { startSpark } from './server.ts';

/** Where the tests find Spark, or why they cannot run. */
export type SparkGiven = { readonly missing: string } | { readonly port: number };

declare module 'vitest' {
  interface ProvidedContext {
    spark: SparkGiven;
  }
}

/** Vitest's global setup: one Spark for a whole test run. ASSAY_REQUIRE_SPARK=1 makes a missing tool a failure. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const reason = await missing();
  if (reason && process.env.ASSAY_REQUIRE_SPARK === '1') throw new Error(`the tests on Spark must run, but ${reason}`);
  if (reason) {
    project.provide('spark', { missing: reason });
    return undefined;
  }
  const untrust = await trust(project);
  const spark = await startSpark(await install());
  const proxy = await startProxy(spark.port, project.getProvidedContext().certificate);
  project.provide('spark', { port: proxy.port });
  return async () => {
    await proxy.close();
    await spark.stop();
    await untrust();
  };
}
