import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { assay as run } from './program.ts';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await makeOrchard());
});
afterEach(() => remove());

const assay = (...words: string[]) => run(words, { cwd: folder });
const RAW = 'raw/harvest/all.csv';
const read = (file: string) => readFile(join(folder, file));
const write = async (file: string, text: string | Buffer) => {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
};

/** One sentence on what, where and what to do: no stack, no engine's prose over many lines. */
const expectSentence = (ended: { code: number | null; stdout: string; stderr: string }, code: number, said: RegExp) => {
  expect(ended).toMatchObject({ code });
  const all = ended.stdout + ended.stderr;
  expect(all.replaceAll(/\s+/g, ' ')).toMatch(said);
  expect(all).not.toMatch(/\n\s+at |bug of ours/);
};

describe('raw files', () => {
  it.each<readonly [what: string, spoil: () => Promise<void>, code: number, said: RegExp]>([
    [
      'no folder of raw files',
      () => rm(join(folder, 'raw'), { recursive: true }),
      2,
      /no folder of raw files at .*raw; make some with/,
    ],
    ['an empty data set', () => rm(join(folder, RAW)), 1, /holds no CSV, NDJSON or Parquet/],
    [
      'a renamed column',
      async () => write(RAW, String(await read(RAW)).replace('picked', 'piked')),
      1,
      /all\.csv.*picked.*piked/,
    ],
    [
      'a damaged gzip',
      async () => {
        const zipped = gzipSync(await read(RAW));
        zipped.writeUInt32LE(1, zipped.length - 8);
        await rm(join(folder, RAW));
        await write('raw/harvest/all.csv.gz', zipped);
      },
      1,
      /all\.csv\.gz/,
    ],
    [
      'a truncated gzip',
      async () => {
        await write('raw/harvest/all.csv.gz', gzipSync(await read(RAW)).subarray(0, -200));
        await rm(join(folder, RAW));
      },
      1,
      /all\.csv\.gz/,
    ],
    [
      'another encoding',
      async () => write(RAW, Buffer.from(`\ufeff${await read(RAW)}`, 'utf16le')),
      1,
      /all\.csv.*(UTF-8|UTF-16)/,
    ],
    [
      'a file shorter than its manifest',
      async () => {
        const text = String(await read(RAW));
        const manifest = { files: [{ path: 'all.csv', rows: 2000, bytes: text.length }] };
        await write('raw/harvest/_manifest.json', JSON.stringify(manifest));
        await write(RAW, text.slice(0, text.lastIndexOf('\n', text.length - 200) + 1));
      },
      1,
      /all\.csv.*manifest/,
    ],
  ])('%s', async (_, spoil, code, said) => {
    await spoil();
    expectSentence(await assay('gate'), code, said);
  });

  it('loads reordered columns by their names', async () => {
    const lines = String(await read(RAW))
      .trim()
      .split('\n')
      .map((line) => line.split(',').reverse().join(','));
    await write(RAW, `${lines.join('\n')}\n`);
    expect(await assay('gate')).toMatchObject({ code: 0 });
  });
});

describe('contracts and models', () => {
  it('says that records cannot be judged by their schema, before anything is begun', async () => {
    const schema = JSON.parse(String(await read('records/harvest.schema.json')));
    schema.properties.apples.minimun = 1;
    await write('records/harvest.schema.json', JSON.stringify(schema));
    for (const command of ['lint', 'gate'])
      expectSentence(
        await assay(command),
        2,
        /harvest\.schema\.json: is not a JSON Schema that can be used: .*minimun/,
      );
    expectSentence(await assay('check'), 2, /nothing to check yet/);
  });

  it('says everything that is wrong at once, with file, line and a near miss', async () => {
    await write('checks/gold/days.yml', 'table: gold.days\ncolumns:\n  aples: { not_null: true }\n');
    await write('checks/gold/nothing.yml', 'table: gold.dayz\nowner: x@example.com\n');
    await write('checks/gold/typo.yml', 'table: gold.trees\nchekcs:\n  - holds: tree > 0\n');
    await write('checks/gold/broken.yml', 'table: [gold.trees\n');
    const { code, stdout } = await assay('lint');
    expect(code).toBe(2);
    expect(stdout).toMatch(/checks\/gold\/days\.yml:3:\d+: .*aples.*did you mean apples/);
    expect(stdout).toMatch(/checks\/gold\/nothing\.yml:1:\d+: .*gold\.dayz.*did you mean gold\.days/);
    expect(stdout).toMatch(/checks\/gold\/typo\.yml:2:\d+: .*chekcs.*did you mean checks/);
    expect(stdout).toMatch(/checks\/gold\/broken\.yml:\d+:\d+: not YAML/);
  });

  it.each([
    [
      'an unknown reference',
      'select tree from silver.harvst',
      /t\.sql:2:\d+: reads silver\.harvst.*did you mean silver\.harvest/,
    ],
    ['a circle', 'select tree from gold.t', /circle: gold\.t → gold\.t/],
    ['SQL that the engine refuses', 'select tre from silver.harvest', /t\.sql.*tre/],
    ['SQL outside the common subset', 'select tree, apples / 2 as half from silver.harvest', /t\.sql:2:\d+/],
  ])('refuses %s with file and line, before anything runs', async (_, sql, said) => {
    await write('models/gold/t.sql', `-- grain: tree\n${sql}\n`);
    expectSentence(await assay('gate'), 2, said);
  });

  it('refuses a model that does not say what one row is', async () => {
    await write('models/gold/t.sql', 'select tree from silver.harvest\n');
    expectSentence(await assay('gate'), 2, /t\.sql:1: does not say what one row is/);
  });
});

describe('usage and surroundings', () => {
  it.each([
    [['gaet'], 2, /did you mean gate/],
    [['gate', '--publsh'], 2, /--publsh/],
    [['gate', '--as-of', '2026-02-30'], 2, /--as-of takes a date/],
    [['gate', '--target', 'prod'], 2, /no target "prod".*local/],
    [['gate', '--wait', 'long'], 2, /--wait takes seconds/],
    [['spot', 'gold.tree'], 2, /nothing is published yet/],
    [['report'], 2, /no run has been finished yet/],
    [['sample', '--out', 'x', '--plant', 'dropped_dya'], 2, /dropped_day/],
    [['explain', 'gold.tres'], 2, /no table gold\.tres/],
  ] as const)('assay %s', async (words, code, said) => {
    expectSentence(await assay(...words), code, said);
  });

  it('says that there is no project', async () => {
    await rm(join(folder, 'assay.yml'));
    expectSentence(await assay('gate'), 2, /no assay\.yml in .* or above; make a project with: assay init/);
  });

  it('names the variable that a target needs and the environment lacks, and only for that target', async () => {
    const target = `  prod: { type: databricks, host: "\${ORCHARD_HOST}", http_path: /sql, token: "\${ORCHARD_TOKEN}", catalog: main }\n`;
    await write('assay.yml', `${await read('assay.yml')}${target}`);
    expectSentence(await assay('gate', '--target', 'prod'), 2, /ORCHARD_HOST/);
    expect(await assay('gate')).toMatchObject({ code: 0 });
  });

  it('says that the state cannot be written, and exits with 3', async () => {
    await write('.assay', 'a file where the folder should be');
    expectSentence(await assay('gate'), 3, /\.assay.*could not be/);
  });

  it('says that the published file is damaged, and leaves it', async () => {
    await write('.assay/orchard.duckdb', 'damaged '.repeat(4000));
    expectSentence(await assay('gate'), 3, /orchard\.duckdb is damaged or not a DuckDB file/);
    expect(String(await read('.assay/orchard.duckdb'))).toMatch(/^damaged /);
  });

  it('works in a new project at once', async () => {
    const made = join(folder, 'fresh');
    expect(await assay('init', 'fresh')).toMatchObject({ code: 0 });
    expect(await run(['lint'], { cwd: made })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('nothing to mend'),
    });
    expect(await assay('init', 'fresh')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nothing was written'),
    });
  });
});
