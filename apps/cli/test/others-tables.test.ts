import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type DuckdbSession, openDuckdb } from '@assay/warehouse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { readLatest, assay as run } from './program.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-others-'));
});
afterEach(() => rm(folder, { recursive: true }));

const assay = (...words: string[]) => run(words, { cwd: folder });
const write = async (file: string, text: string) => {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
};
const project = (sources: string) =>
  write(
    'assay.yml',
    `name: harbour
as_of: 2026-01-31
records: []
models: []
checks: [checks]
sources:
${sources}
targets:
  local: { type: duckdb, path: harbour.duckdb }
`,
  );
const inFile = async (work: (session: DuckdbSession) => Promise<unknown>, file = 'harbour.duckdb') => {
  const session = await openDuckdb({ path: join(folder, file) });
  try {
    await work(session);
  } finally {
    await session.close();
  }
};
const failing = async () =>
  (await readLatest(folder)).tables
    .flatMap(({ checks }) => checks)
    .filter(({ status }) => status !== 'pass')
    .map(({ id, status, failing_rows, samples }) => ({ id, status, failing_rows, samples }));

const BOATS = `table: marts.boats
grain: [berth]
owner: harbour@example.com
pii: [skipper]
columns:
  berth: { between: { at_least: 1 } }
  flag: { one_of: [PT, ES], references: crm.flags.code }
`;

describe('a DuckDB file that somebody else built', () => {
  beforeEach(async () => {
    await project('  - marts\n  - crm');
    await write('checks/marts/boats.yml', BOATS);
    await inFile((session) =>
      session.execute(`create schema marts; create schema crm; create table crm.flags as select 'PT' as code;
        create table marts.boats as select * from (values (1, 'PT', 'Ada'), (0, 'ES', 'Bea'), (3, 'PT', 'Cyd')) t(berth, flag, skipper)`),
    );
  });

  it('is checked by contracts alone: grain, references into its other tables, samples with keys', async () => {
    const before = await readFile(join(folder, 'harbour.duckdb'));
    const { code, stderr } = await assay('check');
    expect(stderr).toContain('checking what is there');
    expect(code).toBe(1);
    expect(await failing()).toEqual([
      { id: 'marts.boats.berth.between', status: 'fail', failing_rows: 1, samples: [{ berth: 0 }] },
      { id: 'marts.boats.flag.references', status: 'fail', failing_rows: 1, samples: [{ berth: 0, flag: 'ES' }] },
    ]);
    const [table, ...more] = (await readLatest(folder)).tables;
    expect([table?.name, table?.grain, table?.rows, more]).toEqual(['marts.boats', ['berth'], 3, []]);
    expect(await readFile(join(folder, 'harbour.duckdb')), 'the file').toEqual(before);
  });

  it('is listed and explained, with the columns that it really has', async () => {
    expect(JSON.parse((await assay('list', '--json')).stdout).tables).toEqual([
      {
        name: 'marts.boats',
        grain: ['berth'],
        depends_on: [],
        contract: 'checks/marts/boats.yml',
        incremental: false,
      },
    ]);
    const { stdout } = await assay('explain', 'marts.boats', '--json');
    expect(JSON.parse(stdout).tables[0]).toMatchObject({ table: 'marts.boats', columns: ['berth', 'flag'] });
  });

  it('has its contracts linted without it, and held against it before anything is asked', async () => {
    await write('checks/marts/boats.yml', `${BOATS}  skiper: { not_null: true }\n`);
    await write('checks/marts/ports.yml', 'table: marts.ports\n');
    expect(await assay('lint')).toMatchObject({
      code: 0,
      stdout: '0 tables and 2 contracts (2 still to be held against the target), nothing to mend\n',
    });
    const { code, stderr } = await assay('check');
    expect(code).toBe(2);
    expect(stderr).toMatch(/boats\.yml:8:\d+: marts\.boats has no column skiper; did you mean skipper\?/);
    expect(stderr).toMatch(/ports\.yml:1:\d+: there is no table marts\.ports/);
  });

  it('has its waivers held against its checks once they are known', async () => {
    const waived = (check: string) => `waivers:\n  - { check: ${check}, who: Ada, why: known, until: 2999-01-01 }\n`;
    await write('waivers.yml', waived('marts.boats.berth.betwen'));
    expect(await assay('check')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean marts.boats.berth.between?'),
    });
    await write('waivers.yml', waived('marts.boats.berth.between'));
    await assay('check');
    expect((await readLatest(folder)).totals).toMatchObject({ waived: 1, fail: 1 });
  });

  it('says that the file is not there, damaged, or held by somebody else', async () => {
    const holder = await openDuckdb({ path: join(folder, 'harbour.duckdb') });
    // Within one process DuckDB shares the file; another process is told who holds it
    expect(await assay('check')).toMatchObject({ code: 3, stderr: expect.stringMatching(/held by another process/) });
    await holder.close();
    await write('harbour.duckdb', 'damaged '.repeat(4000));
    expect(await assay('check')).toMatchObject({ code: 3, stderr: expect.stringMatching(/damaged or not a DuckDB/) });
    await rm(join(folder, 'harbour.duckdb'));
    expect(await assay('check')).toMatchObject({ code: 2, stderr: expect.stringMatching(/nothing to check yet/) });
  });
});

describe('folders of files', () => {
  const files = '  - { table: lake.boats, path: lake/boats, format: FORMAT, columns: { berth: bigint } }';
  beforeEach(() =>
    write(
      'checks/lake/boats.yml',
      BOATS.replace('marts.boats', 'lake.boats').replace(', references: crm.flags.code', ''),
    ),
  );

  it.each([
    ['csv', () => write('lake/boats/a.csv', 'berth,flag,skipper\n1,PT,Ada\n0,ES,Bea\n-1,ES,Cyd\n')],
    [
      'ndjson',
      () =>
        write(
          'lake/boats/a.ndjson',
          '{"berth":1,"flag":"PT","skipper":"Ada"}\n{"berth":0,"flag":"ES","skipper":"Bea"}\n{"berth":-1,"flag":"ES"}\n',
        ),
    ],
    [
      'parquet',
      async () => {
        await mkdir(join(folder, 'lake/boats'), { recursive: true });
        await inFile(
          (session) =>
            session.execute(
              `copy (select * from (values (1, 'PT', 'Ada'), (0, 'ES', 'Bea'), (-1, 'ES', 'Cyd')) t(berth, flag, skipper)) to '${join(folder, 'lake/boats/a.parquet')}'`,
            ),
          'elsewhere.duckdb',
        );
      },
    ],
  ])('of %s are checked without any database, and the printed SQL lists the offenders', async (format, fill) => {
    await project(files.replace('FORMAT', format));
    await fill();
    expect(await assay('lint')).toMatchObject({ code: 0 });
    expect((await assay('check')).code).toBe(1);
    expect(await failing()).toMatchObject([
      { id: 'lake.boats.berth.between', failing_rows: 2, samples: [{ berth: '-1' }, { berth: '0' }] },
    ]);
    const [check] = (await readLatest(folder)).tables[0]?.checks.filter(({ status }) => status === 'fail') ?? [];
    await inFile(async (session) => {
      await session.execute(`set file_search_path = '${folder}'`);
      expect((await session.query(check?.sql ?? '')).rows).toHaveLength(2);
    }, ':memory:');
    const { stdout } = await assay('spot', 'lake.boats.berth', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ min: '-1', max: '1' });
  });

  it('are audited without a publication', async () => {
    await project(files.replace('FORMAT', 'csv'));
    await write('lake/boats/a.csv', 'berth,flag,skipper\n1,PT,Ada\n');
    expect(await assay('audit')).toMatchObject({ code: 0 });
    await write('lake/boats/a.csv', 'berth,flag,skipper\n');
    expect(await assay('audit')).toMatchObject({ code: 1 });
  });

  it('are held to their contracts by lint already', async () => {
    await project(files.replace('FORMAT', 'csv'));
    await write('lake/boats/a.csv', 'berth,flg,skipper\n1,PT,Ada\n');
    expect(await assay('lint')).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/boats\.yml:7:\d+: lake\.boats has no column flag; did you mean flg\?/),
    });
  });

  it('show no line of theirs when a value does not fit its column: those checks could not be asked, and spot says why', async () => {
    await project(files.replace('FORMAT', 'csv'));
    const lines = Array.from({ length: 30_000 }, (_, i) => `${i + 1},PT,Ada`).join('\n');
    await write('lake/boats/a.csv', `berth,flag,skipper\n${lines}\ntwelve,ES,Bea Sandoval\n`);
    const { code, stdout, stderr } = await assay('check');
    expect(code).toBe(3);
    const broken = (await readLatest(folder)).tables
      .flatMap(({ checks }) => checks)
      .find(({ status }) => status === 'error');
    expect(broken?.message).toMatch(/CSV Error on Line: 30002: a value does not fit its column/);
    expect(stdout + stderr + JSON.stringify(await readLatest(folder))).not.toMatch(/Sandoval|twelve/);
    const spot = await assay('spot', 'lake.boats');
    expect(spot).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(
        /^assay spot: lake\.boats cannot be read: .*Line: 30002: a value does not fit its column\n$/,
      ),
    });
  });

  it('are named in one sentence when they are missing, empty or changed', async () => {
    await project(files.replace('FORMAT', 'csv'));
    expect(await assay('check')).toMatchObject({
      code: 2,
      stderr: 'assay check: sources: lake.boats reads lake/boats, which is not there\n',
    });
    await write('lake/boats/readme.txt', 'soon');
    expect(await assay('check')).toMatchObject({ code: 1, stderr: expect.stringContaining('holds no csv file') });
    await write('lake/boats/a.csv', 'berth,flag,skipper\n1,PT,Ada\n');
    await write('lake/boats/b.csv', 'berth,flag,skiper\n2,PT,Bea\n');
    expect(await assay('check')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /columns of lake\/boats\/b\.csv are not those of lake\/boats\/a\.csv: skipper is missing/,
      ),
    });
  });

  it('are what models read, in the place of a model of the same name', async () => {
    const orchard = await makeOrchard();
    const inOrchard = (...words: string[]) => run(words, { cwd: orchard.folder });
    const config = await readFile(join(orchard.folder, 'assay.yml'), 'utf8');
    const source = '{ table: silver.harvest, path: raw/harvest, format: csv, columns: { picked: date } }';
    await writeFile(join(orchard.folder, 'assay.yml'), `${config}sources:\n  - ${source}\n`);
    await rm(join(orchard.folder, 'records'), { recursive: true });
    await mkdir(join(orchard.folder, 'records'));
    await writeFile(
      join(orchard.folder, 'models/silver/harvest.sql'),
      '-- grain: tree, picked\nselect cast(1 as bigint) as tree, cast(null as date) as picked, cast(1 as bigint) as apples',
    );
    const { code, stdout, stderr } = await inOrchard('gate');
    expect(code, stdout + stderr).toBe(0);
    const report = await readLatest(orchard.folder);
    expect(report.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['silver.harvest', 2000],
      ['gold.days', 4],
      ['gold.trees', 500],
    ]);
    const [file] = report.tables;
    expect(file?.checks.map(({ id, status }) => `${id} ${status}`)).toContain('silver.harvest.unique pass');
    await orchard.remove();
  });

  it.each([
    ['  - { table: lake.boats, path: a, format: excel }', /assay\.yml:7:\d+: expected "parquet" or "csv" or "ndjson"/],
    ['  - { table: lake.boats, path: a, format: csv, columns: { a: "int) from x" } }', /a type such as bigint/],
    ['  - { table: lake.boats, path: a, format: csv }\n  - { table: lake.boats, path: b, format: csv }', /there twice/],
    ['  - { table: boats, path: a, format: csv }', /a table with its schema, such as lake\.orders/],
  ])('%s is refused', async (sources, said) => {
    await project(sources);
    const { code, stderr } = await assay('lint');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(said) });
  });
});
