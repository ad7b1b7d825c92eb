import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openDuckdb } from '@assay/warehouse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { readLatest, assay as run } from './program.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-candidate-'));
  await write(
    'assay.yml',
    `name: bakery
as_of: 2026-01-31
records: []
models: []
checks: [checks]
sources: [gold, finance]
targets:
  local: { type: duckdb, path: .assay/bakery.duckdb }
`,
  );
  await write(
    'checks/loaves.yml',
    'table: gold.loaves\ngrain: [loaf]\ncolumns:\n  sold: { between: { at_least: 0 }, references: finance.days.day }\n',
  );
});
afterEach(() => rm(folder, { recursive: true }));

const assay = (...words: string[]) => run(words, { cwd: folder });
const write = async (file: string, text: string) => {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
};
/** What dbt leaves behind: schemas of its own choice, a view among the tables. */
const build = async (file: string, sold: readonly number[]) => {
  const session = await openDuckdb({ path: join(folder, file) });
  const rows = sold.map((value, i) => `(${i}, ${value})`).join(', ');
  await session.execute(`create schema gold; create schema finance; create schema bronze; create table bronze.raw as select 1 as x;
    create table finance.days as select range as day from range(100);
    create table gold.loaves_base as select * from (values ${rows}) t(loaf, sold); create view gold.loaves as from gold.loaves_base`);
  await session.close();
};
const published = async () => {
  const { stdout } = await assay('spot', 'select sum(sold) as n from gold.loaves', '--json');
  return stdout === '' ? undefined : JSON.parse(stdout).rows[0].n;
};

describe('gate --candidate', () => {
  it('publishes the whole of a file that somebody else built, which stays as it is', async () => {
    await build('dbt.duckdb', [3, 4]);
    const file = join(folder, 'dbt.duckdb');
    const before = { bytes: await readFile(file), changed: (await stat(file)).mtimeMs };
    const { code, stdout } = await assay('gate', '--candidate', 'dbt.duckdb');
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/Published 4 tables: .* no contract demands anything of bronze.raw/),
    });
    expect(await published()).toBe('7');
    expect({ bytes: await readFile(file), changed: (await stat(file)).mtimeMs }).toEqual(before);
    const report = await readLatest(folder);
    expect(report).toMatchObject({ verdict: 'pass', published: true, statements: { build: 0 } });
    expect(report.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['gold.loaves', 2],
      ['bronze.raw', null],
      ['finance.days', null],
      ['gold.loaves_base', null],
    ]);
    expect((await assay('spot', 'finance.days', '--json')).code).toBe(0);
  });

  it('refuses the whole of it when a check fails, tells what changed, and keeps the candidate', async () => {
    await build('good.duckdb', [3, 4]);
    await build('bad.duckdb', [3, -4, 500]);
    await assay('gate', '--candidate', 'good.duckdb');
    const { code, stdout } = await assay('gate', '--candidate', join(folder, 'bad.duckdb'));
    expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringContaining('Refused') });
    expect(await published()).toBe('7');
    const report = await readLatest(folder);
    expect(report.changes).toMatchObject([{ table: 'gold.loaves', rows: { before: 2, after: 3 } }]);
    const failing = report.tables.flatMap(({ checks }) => checks).filter(({ status }) => status === 'fail');
    expect(failing.map(({ id }) => id)).toEqual(['gold.loaves.sold.between', 'gold.loaves.sold.references']);
    const session = await openDuckdb({ path: join(folder, '.assay/bakery.candidate.duckdb'), readOnly: true });
    for (const { sql, failing_rows } of failing)
      expect((await session.query(sql ?? '')).rows, sql ?? '').toHaveLength(failing_rows ?? -1);
    await session.close();
    expect(await assay('publish')).toMatchObject({ code: 2 });
    expect(await assay('gate', '--candidate', 'good.duckdb')).toMatchObject({ code: 0 });
    expect(await assay('rollback')).toMatchObject({ code: 0 });
  });

  it('fails a table that has lost all its rows', async () => {
    await build('full.duckdb', [3]);
    await assay('gate', '--candidate', 'full.duckdb');
    await build('empty.duckdb', [3]);
    const session = await openDuckdb({ path: join(folder, 'empty.duckdb') });
    await session.execute('delete from gold.loaves_base');
    await session.close();
    await write('checks/loaves.yml', 'table: gold.loaves\nmay_be_empty: on Sundays\n');
    expect(await assay('gate', '--candidate', 'empty.duckdb')).toMatchObject({ code: 1 });
    expect(await published()).toBe('3');
  });

  it('says what would happen and publishes nothing with --no-publish', async () => {
    await build('dbt.duckdb', [1]);
    expect(await assay('gate', '--candidate', 'dbt.duckdb', '--no-publish')).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, '.assay/bakery.duckdb'))).toBe(false);
    expect(await assay('publish')).toMatchObject({ code: 0 });
    expect(await published()).toBe('1');
  });

  it('takes a file that nobody may write to', async () => {
    await build('dbt.duckdb', [1]);
    await chmod(join(folder, 'dbt.duckdb'), 0o444);
    expect(await assay('gate', '--candidate', 'dbt.duckdb')).toMatchObject({ code: 0 });
    expect((await stat(join(folder, 'dbt.duckdb'))).mode & 0o777).toBe(0o444);
  });

  it('holds contracts against the tables of the file, and leaves what is published when they do not fit', async () => {
    await build('dbt.duckdb', [5]);
    await assay('gate', '--candidate', 'dbt.duckdb');
    await write('checks/other.yml', 'table: gold.loafs\ncolumns:\n  sold: {}\n');
    const { code, stderr } = await assay('gate', '--candidate', 'dbt.duckdb');
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/other\.yml:1:1: there is no table gold\.loafs; did you mean gold\.loaves\?/),
    });
    expect(await published()).toBe('5');
    expect(await assay('publish')).toMatchObject({ code: 2, stderr: expect.stringContaining('never finished') });
  });

  it.each<readonly [what: string, spoil: () => Promise<unknown>, words: string[], code: number, said: RegExp]>([
    [
      'a file that is not there',
      async () => {},
      ['nowhere.duckdb'],
      2,
      /there is no file nowhere\.duckdb; build it first/,
    ],
    ['a folder', () => mkdir(join(folder, 'dbt')), ['dbt'], 2, /dbt is a folder; a candidate is one DuckDB file/],
    [
      'a damaged file',
      () => write('x.duckdb', 'damaged '.repeat(4000)),
      ['x.duckdb'],
      1,
      /x\.duckdb is damaged or not a DuckDB file; build it again/,
    ],
    [
      'an empty file',
      async () => (await openDuckdb({ path: join(folder, 'x.duckdb') })).close(),
      ['x.duckdb'],
      1,
      /x\.duckdb holds no table/,
    ],
    ['a selection', async () => {}, ['x.duckdb', '--select', 'gold.*'], 2, /published as a whole; leave --select out/],
  ])('says of %s what is wrong, in one sentence', async (_, spoil, words, code, said) => {
    await spoil();
    const ended = await assay('gate', '--candidate', ...words);
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code, stderr: expect.stringMatching(said) });
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('says that somebody is still writing to the file, and that it is what is published already', async () => {
    await build('dbt.duckdb', [1]);
    const holder = await openDuckdb({ path: join(folder, 'dbt.duckdb') });
    expect(await assay('gate', '--candidate', 'dbt.duckdb')).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/dbt\.duckdb is held by another process \(PID \d+\)/),
    });
    await holder.close();
    await assay('gate', '--candidate', 'dbt.duckdb');
    expect(await assay('gate', '--candidate', '.assay/bakery.duckdb')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is what is published already'),
    });
  });

  it('takes grains and lineage from the models of a project that has some, and builds none of them', async () => {
    const orchard = await makeOrchard();
    const inOrchard = (...words: string[]) => run(words, { cwd: orchard.folder });
    await inOrchard('gate');
    const file = join(orchard.folder, 'notebook.duckdb');
    await copyFile(join(orchard.folder, '.assay/orchard.duckdb'), file);
    const session = await openDuckdb({ path: file });
    await session.execute('insert into gold.trees select * from gold.trees where tree = 7');
    await session.close();
    await rm(join(orchard.folder, 'raw'), { recursive: true });
    expect(await inOrchard('gate', '--candidate', 'notebook.duckdb')).toMatchObject({ code: 1 });
    const report = await readLatest(orchard.folder);
    expect(report.lineage).toContainEqual({ from: 'silver.harvest', to: 'gold.trees' });
    const failing = report.tables.flatMap(({ checks }) => checks).filter(({ status }) => status === 'fail');
    expect(failing.map(({ id }) => id).sort()).toEqual([
      'gold.trees.reconcile.trees-and-days-count-the-same-apples',
      'gold.trees.tree.unique',
    ]);
    expect(report.tables.find(({ name }) => name === 'gold.trees')?.grain).toEqual(['tree']);
    await orchard.remove();
  });

  it('asks for a candidate where there is no model to build', async () => {
    expect(await assay('gate')).toMatchObject({ code: 2, stderr: expect.stringContaining('assay gate --candidate') });
  });
});
