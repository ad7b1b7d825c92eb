import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
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

/** Lets the processes that run the tests trust a certificate; the driver's own option would parse all roots for every socket. */
const trust = async (certificate: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-trust-'));
  const file = join(folder, 'roots.pem');
  const others = process.env.NODE_EXTRA_CA_CERTS;
  await writeFile(file, certificate + (others ? `\n${await readFile(others, 'utf8')}` : ''));
  process.env.NODE_EXTRA_CA_CERTS = file;
  return folder;
};

/** Vitest's global setup: one Spark for a whole test run. ASSAY_REQUIRE_SPARK=1 makes a missing tool a failure. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const reason = await missing();
  if (reason && process.env.ASSAY_REQUIRE_SPARK === '1') throw new Error(`the tests on Spark must run, but ${reason}`);
  if (reason) {
    project.provide('spark', { missing: reason });
    return undefined;
  }
  const spark = await startSpark(await install());
  const proxy = await startProxy(spark.port);
  const trusted = await trust(proxy.ca);
  project.provide('spark', { port: proxy.port });
  return async () => {
    await proxy.close();
    await spark.stop();
    await rm(trusted, { recursive: true });
  };
}
