import { access, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rememberIn } from '../src/project/remember.ts';
import { makeOrchard } from './orchard.ts';
import { assay } from './program.ts';

describe('what takes long to derive', () => {
  let folder: string;
  let times: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-memory-'));
    times = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  const grown = (from: unknown) =>
    rememberIn(join(folder, 'memory'))('trees', from, async () => {
      times += 1;
      return new Map([['rye', { from, none: undefined }]]);
    });

  it('is derived once from the same things, and is the same each time', async () => {
    const first = await grown(['a', 1]);
    expect(await grown(['a', 1])).toEqual(first);
    expect(times).toBe(1);
  });

  it('is derived anew from other things, also from those of before', async () => {
    for (const from of [['a'], ['b'], ['a']]) expect((await grown(from)).get('rye')?.from).toEqual(from);
    expect(times).toBe(3);
  });

  it('is derived anew where the memory is damaged', async () => {
    await grown('a');
    await truncate(join(folder, 'memory/trees.bin'), 40);
    await grown('a');
    for (const nonsense of ['no memory', serialize(null)]) {
      await writeFile(join(folder, 'memory/trees.bin'), nonsense);
      expect((await grown('a')).get('rye')?.from).toBe('a');
    }
    expect(times).toBe(4);
  });

  it('is derived each time where nothing can be kept', async () => {
    await writeFile(join(folder, 'memory'), 'a file in the way');
    await grown('a');
    await grown('a');
    expect(times).toBe(2);
  });
});

describe('a project', () => {
  let folder: string;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    ({ folder, remove } = await makeOrchard());
  });
  afterEach(() => remove());

  const lint = () => assay(['lint'], { cwd: folder });
  const change = async (file: string, from: string, to: string) => {
    const text = await readFile(join(folder, file), 'utf8');
    expect(text).toContain(from);
    await writeFile(join(folder, file), text.replace(from, to));
  };

  it.each([
    ['checks/gold/trees.yml', 'apples:', 'aples:', /trees\.yml:4.*aples/],
    ['models/gold/trees.sql', 'as apples', 'as pears', /trees\.yml:4.*apples/],
    ['models/silver/harvest.sql', 'bronze.harvest', 'bronze.haverst', /harvest\.sql:2.*did you mean bronze\.harvest/],
    ['records/harvest.schema.json', '"apples"', '"pears"', /harvest\.sql.*apples/],
    ['assay.yml', 'records: [records]', 'records: []', /harvest\.sql:2.*bronze\.harvest/],
  ])('is seen to change in %s, and to be as before', async (file, from, to, said) => {
    await mkdir(join(folder, '.assay'));
    expect(await lint()).toMatchObject({ code: 0 });
    expect(await readdir(join(folder, '.assay/memory'))).toHaveLength(3);
    await change(file, from, to);
    const changed = await lint();
    expect(changed.code).toBe(2);
    expect(changed.stdout + changed.stderr).toMatch(said);
    expect(await lint()).toEqual(changed);
    await change(file, to, from);
    expect(await lint()).toMatchObject({ code: 0 });
  });

  it('is seen to call a table of files otherwise, although its files cannot be read', async () => {
    await mkdir(join(folder, '.assay'));
    await change('assay.yml', 'input: raw', 'input: raw\nsources: [{ table: lake.pears, path: lake, format: csv }]');
    await writeFile(join(folder, 'models/gold/pears.sql'), '-- grain: tree\nselect tree from lake.pears\n');
    const first = await lint();
    await change('assay.yml', 'lake.pears', 'lake.plums');
    const second = await lint();
    expect(first.stdout + first.stderr).not.toMatch(/reads lake\.pears/);
    expect(second.stdout + second.stderr).toMatch(/pears\.sql:2.*reads lake\.pears, which no model builds/);
  });

  it('is only looked at where nothing of ours is kept yet', async () => {
    expect(await lint()).toMatchObject({ code: 0 });
    await expect(access(join(folder, '.assay'))).rejects.toThrow('ENOENT');
  });
});
