import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Certificate, certificate } from './certificate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    certificate: Certificate;
  }
}

/**
 * Vitest's global setup: a certificate that the processes of this test run trust. It must be there before they start;
 * the driver's own option for it would parse all roots for every socket.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const made = await certificate();
  const folder = await mkdtemp(join(tmpdir(), 'assay-trust-'));
  const file = join(folder, 'roots.pem');
  const others = process.env.NODE_EXTRA_CA_CERTS;
  await writeFile(file, made.cert + (others ? `\n${await readFile(others, 'utf8')}` : ''));
  process.env.NODE_EXTRA_CA_CERTS = file;
  project.provide('certificate', made);
  return () => rm(folder, { recursive: true });
}
