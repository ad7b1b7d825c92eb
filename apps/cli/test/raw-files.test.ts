import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Report } from '@assay/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assayHere } from './in-process.ts';

let kiosk: string;
beforeEach(async () => {
  kiosk = await mkdtemp(join(tmpdir(), 'assay-kiosk-'));
  await write({
    'assay.yml': `name: kiosk
as_of: 2026-01-31
input: raw
records: [records]
models: [models]
checks: [checks]
quarantine: { at_most: 50% }
targets:
  local: { type: duckdb, path: .assay/kiosk.duckdb }
`,
    'records/lines.schema.json': JSON.stringify({
      type: 'object',
      required: ['basket', 'buyer'],
      properties: { basket: { type: 'integer' }, buyer: { type: 'string' }, fruit: { type: ['string', 'null'] } },
    }),
    'models/silver/lines.sql': `-- grain: basket, line
select basket, cast(row_number() over (partition by basket order by _file, _line) as bigint) as line, buyer, fruit
from bronze.lines`,
    'checks/silver/lines.yml': 'table: silver.lines\nowner: kiosk@example.com\npii: [buyer]\n',
  });
});
afterEach(() => rm(kiosk, { recursive: true }));

const write = async (files: Readonly<Record<string, string | Buffer>>) => {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(kiosk, name)), { recursive: true });
    await writeFile(join(kiosk, name), content);
  }
};
const assay = (...words: string[]) => assayHere(words, { cwd: kiosk });
const report = async (): Promise<Report> =>
  JSON.parse(await readFile(join(kiosk, '.assay/latest/report.json'), 'utf8'));
const failing = async () =>
  (await report()).tables
    .flatMap(({ checks }) => checks)
    .filter(({ status }) => status === 'fail')
    .map(({ id, severity, found, waiver }) => ({ id, severity, found, waived: waiver !== null }));

const LINES = 'basket,buyer,fruit\n7,Ada,plum\n7,Ada,fig\n';
const TWICE = {
  id: 'bronze.lines.delivered_twice',
  severity: 'error',
  found: 'january.csv is january-copy.csv again',
  waived: false,
};

describe('a file that is delivered twice', () => {
  it('refuses the run by a check of its own, and is forgotten once it is gone', async () => {
    await write({ 'raw/lines/january.csv': LINES, 'raw/lines/january-copy.csv': LINES });
    expect((await assay('gate')).code).toBe(1);
    expect(await failing()).toEqual([TWICE]);
    await rm(join(kiosk, 'raw/lines/january-copy.csv'));
    expect((await assay('gate')).code).toBe(0);
    expect(await failing()).toEqual([]);
  });

  it('can be waived, and stays shown', async () => {
    await write({
      'raw/lines/january.csv': LINES,
      'raw/lines/january-copy.csv': LINES,
      'waivers.yml':
        'waivers:\n  - { check: bronze.lines.delivered_twice, who: Ada, why: both were sold, until: 2999-01-01 }\n',
    });
    expect((await assay('gate')).code).toBe(0);
    expect(await failing()).toEqual([{ ...TWICE, waived: true }]);
  });

  it('is known to whoever checks the candidate later', async () => {
    await write({ 'raw/lines/january.csv': LINES, 'raw/lines/january-copy.csv': LINES });
    expect((await assay('build')).code).toBe(0);
    expect((await assay('check')).code).toBe(1);
    expect(await failing()).toEqual([TWICE]);
  });

  it('is none where it holds no record', async () => {
    const header = 'basket,buyer,fruit\n';
    await write({ 'raw/lines/a.csv': LINES, 'raw/lines/b.csv': header, 'raw/lines/c.csv': header });
    expect((await assay('gate')).code).toBe(0);
  });

  it('fails tables of files too', async () => {
    await write({
      'assay.yml': `name: kiosk
as_of: 2026-01-31
models: []
checks: [checks]
sources: [{ table: lake.lines, path: lake, format: csv }]
targets:
  local: { type: duckdb, path: .assay/kiosk.duckdb }
`,
      'checks/lake/lines.yml': 'table: lake.lines\ncolumns: { basket: not_null }\n'.replace(
        'not_null',
        '{ not_null: true }',
      ),
      'lake/a.csv': LINES,
      'lake/deep/b.csv': LINES,
    });
    await rm(join(kiosk, 'checks/silver'), { recursive: true });
    expect((await assay('check')).code).toBe(1);
    expect(await failing()).toMatchObject([{ id: 'lake.lines.delivered_twice', found: 'deep/b.csv is a.csv again' }]);
  });
});

it('names files that are not read in the report, and refuses where rows may be missing', async () => {
  await write({ 'raw/lines/a.csv': LINES, 'raw/lines/readme.md': 'sold by Ada' });
  expect((await assay('gate')).code).toBe(0);
  expect(await failing()).toMatchObject([{ id: 'bronze.lines.left_out', severity: 'warn' }]);
  await write({ 'raw/lines/b.csv.zst': 'x' });
  const { code, stdout } = await assay('gate');
  expect(code).toBe(1);
  expect(stdout).toContain('b.csv.zst');
});

/** Every file that a run has written, and what it said. */
const all = async (said: { stdout: string; stderr: string }): Promise<string> => {
  const names = await readdir(join(kiosk, '.assay'), { recursive: true, withFileTypes: true });
  const texts = names
    .filter((entry) => entry.isFile() && !/duckdb/.test(entry.name))
    .map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8'));
  return [said.stdout, said.stderr, ...(await Promise.all(texts))].join('\n');
};

it('a CSV file without a header puts nobody into a message', async () => {
  await write({ 'raw/lines/a.csv': '1,Wilma Testa,plum\n2,Bruno Probe,fig\n' });
  const said = await assay('gate');
  expect(said.code).toBe(1);
  expect((await report()).reason).toMatch(/a\.csv: its first line is no header: it has 3 cells/);
  expect(await all(said)).not.toMatch(/Wilma|Bruno/);
});

it('a record with zero bytes is in quarantine, and its file is refused, wherever they stand', async () => {
  const line = (basket: number, buyer: string) => `{"basket":${basket},"buyer":"${buyer}","fruit":"plum"}\n`;
  const good = Array.from({ length: 300 }, (_, i) => line(i, 'Ada')).join('');
  await write({
    'raw/lines/a.ndjson': `${good}{"basket":301,"buyer":"Wilma Testa"\0\0}\n${line(302, 'W\0ilma Testa')}\0\0\0`,
  });
  const said = await assay('gate');
  expect(said.code).toBe(1);
  expect((await report()).reason).toMatch(/a\.ndjson: record 301 holds zero bytes/);
  expect((await report()).quarantine).toMatchObject([{ data_set: 'lines', records: 303, bad: 3 }]);
  expect(await all(said)).not.toMatch(/ilma Testa/);
});
