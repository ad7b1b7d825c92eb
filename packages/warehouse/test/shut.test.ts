import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DuckdbSession, openDuckdb } from '../src/index.ts';

let folder: string;
let session: DuckdbSession;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-shut-'));
  await writeFile(join(folder, 'mine.csv'), 'a\n1\n');
  await writeFile(join(folder, 'other.csv'), 'a\nsecret\n');
  session = await openDuckdb({
    path: join(folder, 'shed.duckdb'),
    temp: join(folder, 'spill'),
    memory: '60MB',
    reads: [join(folder, 'mine.csv')],
  });
  await session.execute(`attach '${join(folder, 'beside.duckdb')}' as beside`);
  await session.shut();
});
afterAll(async () => {
  await session.close();
  await rm(folder, { recursive: true });
});

it.each([
  "select * from read_csv('FOLDER/other.csv')",
  "copy (select 1) to 'FOLDER/mine.csv'",
  "copy (select 1) to 'FOLDER/out.csv'",
  "attach 'FOLDER/x.duckdb' as x",
  'set enable_external_access = true',
  'reset enable_external_access',
  "set allowed_paths = ['/etc/passwd']",
  "set allowed_directories = ['/etc/']",
  "set temp_directory = '/tmp'",
  'select * from duckdb_secrets()',
  'install httpfs',
])('refuses %s once it is shut', async (text) => {
  await expect(session.execute(text.replaceAll('FOLDER', folder))).rejects.toThrow(/Permission|Cannot|not|HTTP/);
  expect(await readdir(folder)).not.toContain('out.csv');
});

it('goes on reading its own files, writing its databases, and spilling', async () => {
  expect((await session.query(`select a from read_csv('${join(folder, 'mine.csv')}')`)).rows).toEqual([{ a: '1' }]);
  await session.execute('create table beside.kept as select range as n, hash(range) as h from range(1500000)');
  await session.execute('create table sorted as select * from beside.kept order by h');
  await session.execute('checkpoint');
  expect((await session.query('select count(*) as n from sorted')).rows).toEqual([{ n: '1500000' }]);
});

it('still has fewer threads while many statements wait', async () => {
  const threads = async (behind: number) =>
    Number((await session.query("select current_setting('threads') as t", { behind })).rows[0]?.t);
  const all = await threads(0);
  expect(await threads(10)).toBe(Math.max(1, all - session.asking.concurrency + 1));
  expect(await threads(0)).toBe(all);
});
