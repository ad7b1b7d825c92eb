import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDuckdb } from '@assay/warehouse';
import { expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { assay } from './program.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/** What V8 has made of the program as it is now, for one command. */
const compiled = async (command: string): Promise<string> =>
  join(DIST, `${await readFile(join(DIST, 'built'), 'utf8')}.${process.version}.${command}`);

it('keeps what V8 has made of it for the next start, and makes it anew where it is damaged', async () => {
  const help = () => assay(['--help'], { cwd: DIST });
  const file = await compiled('help');
  await rm(file, { force: true });
  const { stdout } = await help();
  const kept = await readFile(file);
  await writeFile(file, kept.subarray(0, 1000));
  expect(await help()).toMatchObject({ code: 0, stdout, stderr: '' });
  expect((await readFile(file)).length).toBeGreaterThan(1000);
  expect(await help()).toMatchObject({ code: 0, stdout, stderr: '' });
});

it('keeps nothing for a command that there is not', async () => {
  expect((await assay(['weigh'], { cwd: DIST })).code).toBe(2);
  expect((await readdir(DIST)).filter((name) => name.endsWith('.weigh'))).toEqual([]);
});

/** Counts what DuckDB is asked to open, in a program that knows nothing of it. */
const HOOK = `const Module = require('node:module');
const load = Module._load;
let opened = 0;
Module._load = function (name, ...rest) {
  const made = load.call(this, name, ...rest);
  if (name !== '@duckdb/node-bindings') return made;
  const open = (...given) => { opened += 1; return made.open(...given); };
  return Object.create(made, { open: { value: open } });
};
process.on('exit', () => process.stderr.write('databases opened: ' + opened + '\\n'));
`;

it('opens three databases to check a table of others: theirs, one that parses SQL, and an empty one that the contract is held against', async () => {
  const { folder, remove } = await makeOrchard({
    'assay.yml': `name: orchard
as_of: 2026-01-31
sources: [shed]
models: []
records: []
checks: [checks]
targets:
  local: { type: duckdb, path: garden.duckdb }
`,
    'checks/gold/trees.yml': 'table: shed.ladders\ncolumns:\n  ladder: { not_null: true }\n',
  });
  const session = await openDuckdb({ path: join(folder, 'garden.duckdb') });
  await session.execute('create schema shed; create table shed.ladders as select 1 as ladder');
  await session.close();
  const hook = join(folder, 'hook.cjs');
  await writeFile(hook, HOOK);
  const { code, stderr } = await assay(['check'], { cwd: folder, env: { NODE_OPTIONS: `--require=${hook}` } });
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(/databases opened: 3\n/);
  await remove();
});
