import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { assay } from './program.ts';

const HOOK = `process.on('exit', () => {
  const loaded = Object.keys(require.cache).filter((name) => /[\\\\/]@databricks[\\\\/]/.test(name));
  process.stderr.write('files of the driver: ' + loaded.length + '\\n');
});
`;
const PROD = `name: orchard
as_of: 2026-01-31
input: raw
records: [records]
models: [models]
checks: [checks]
default_target: local
targets:
  local: { type: duckdb, path: .assay/orchard.duckdb }
  prod: { type: databricks, host: "127.0.0.1:9", http_path: /sql, token: t, catalog: main, retry_for: 0.1 }
`;

it('loads the driver of Databricks for a target on Databricks, and never for one on DuckDB', async () => {
  const { folder, remove } = await makeOrchard({ 'assay.yml': PROD });
  const hook = join(folder, 'hook.cjs');
  await writeFile(hook, HOOK);
  const gate = (target: string) =>
    assay(['gate', '--target', target], { cwd: folder, env: { NODE_OPTIONS: `--require=${hook}` } });
  const local = await gate('local');
  expect(local.code, local.stderr).toBe(0);
  expect(local.stderr).toMatch(/files of the driver: 0\n/);
  const prod = await gate('prod');
  expect(prod.code).toBe(3);
  expect(prod.stderr).toMatch(/files of the driver: [1-9]/);
  await remove();
});
