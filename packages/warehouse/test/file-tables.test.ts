import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FileTable, Session } from '@assay/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mountFiles } from '../src/duckdb/mount.ts';
import { type DuckdbSession, openDuckdb } from '../src/index.ts';

let folder: string;
let session: DuckdbSession;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-files-'));
  session = await openDuckdb({ path: ':memory:' });
});
afterEach(async () => {
  for (const one of [session, ...opened.splice(0)]) await one.close();
  await rm(folder, { recursive: true });
});

const write = async (file: string, text: string | Buffer) => {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
};
const parquet = async (file: string, query: string) => {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await session.execute(`copy (${query}) to '${join(folder, file)}' (format parquet)`);
};
const table = (said: Partial<FileTable>): FileTable => {
  const path = said.path ?? 'boats';
  return { table: 'sea.boats', format: 'parquet', ...said, path, place: join(folder, path) };
};
const opened: Session[] = [];
const mounted = async (one: FileTable) => {
  const { setup, over } = await mountFiles([one]);
  const reader = over(await openDuckdb({ path: ':memory:', setup }));
  opened.push(reader);
  return reader;
};
const mount = (said: Partial<FileTable> = {}) => mounted(table(said));
const rows = async (reader: Session, list = '*') =>
  (await reader.query(`select ${list} from ${reader.physical('sea', 'boats')} order by all`)).rows;

describe('reads as a table', () => {
  it('Parquet files, whatever the order of their columns', async () => {
    await parquet('boats/a.parquet', "select 1 as berth, 'Ada' as name");
    await parquet('boats/deep/b.parquet', "select 'Bea' as name, 2 as berth");
    expect(await rows(await mount())).toEqual([
      { berth: 1, name: 'Ada' },
      { berth: 2, name: 'Bea' },
    ]);
  });

  it('CSV files, zipped or not, with the types that are said', async () => {
    await write('boats/a.csv', 'name,berth,launched\nAda,1,2025-01-31\n"Bea, too",2,\n');
    await write('boats/b.csv.gz', gzipSync('berth,name,launched\n3,Cyd,2025-02-01\n'));
    const reader = await mount({ format: 'csv', columns: { berth: 'decimal(9,2)', name: 'varchar' } });
    expect(await reader.catalog(['sea'])).toEqual(
      new Map([
        [
          'sea.boats',
          [
            { name: 'name', type: 'varchar' },
            { name: 'berth', type: 'decimal(9,2)' },
            { name: 'launched', type: 'date' },
          ],
        ],
      ]),
    );
    expect(await rows(reader, 'berth, name')).toEqual([
      { berth: '1.00', name: 'Ada' },
      { berth: '2.00', name: 'Bea, too' },
      { berth: '3.00', name: 'Cyd' },
    ]);
  });

  it('CSV lines that look like comments or titles', async () => {
    await write('boats/a.csv', 'berth,name\n#1,Ada\n2,Bea\n');
    expect(await rows(await mount({ format: 'csv' }), 'berth')).toEqual([{ berth: '#1' }, { berth: '2' }]);
  });

  it('NDJSON files, in which a line need not name what is null', async () => {
    await write('boats/a.ndjson', '{"berth":1,"name":"Ada"}\n{"berth":2}\n');
    await write('boats/b.jsonl', '{"berth":3,"flag":"PT"}\n');
    expect(await rows(await mount({ format: 'ndjson', columns: { berth: 'bigint' } }))).toEqual([
      { berth: '1', name: 'Ada', flag: null },
      { berth: '2', name: null, flag: null },
      { berth: '3', name: null, flag: 'PT' },
    ]);
  });

  it('partitions as columns with the types that are said, and leaves out what is not its own', async () => {
    await parquet('boats/flag=PT/day=2025-01-31/a.parquet', 'select 1 as berth');
    await parquet('boats/flag=ES/day=2025-02-01/a.parquet', 'select 2 as berth');
    await parquet('boats/_log/00.parquet', "select 'x' as nothing");
    await write('boats/flag=PT/.a.parquet.crc', 'x');
    const reader = await mount({ partitions: { flag: 'varchar', day: 'date' } });
    expect((await reader.catalog()).get('sea.boats')).toEqual([
      { name: 'berth', type: 'integer' },
      { name: 'day', type: 'date' },
      { name: 'flag', type: 'varchar' },
    ]);
    expect(await rows(reader, "count(*) filter (day > date '2025-01-31') as n")).toEqual([{ n: '1' }]);
  });

  it('one file, under a name with quotes, blanks and stars', async () => {
    await write(`it's a *boat*.csv`, 'a "b"\n1\n'.replace('a "b"', '"a ""b"""'));
    const reader = await mounted({
      ...table({ format: 'csv', path: `it's a *boat*.csv`, columns: { 'a "b"': 'bigint' } }),
      table: 'sea."odd',
    });
    expect((await reader.query(`from ${reader.physical('sea', '"odd')}`)).rows).toEqual([{ 'a "b"': '1' }]);
  });
});

it('is there for statements that run side by side', async () => {
  await write('boats/a.csv', 'berth\n1\n2\n');
  const reader = await mount({ format: 'csv' });
  const slow = `select count(*)::integer as n from ${reader.physical('sea', 'boats')} b, range(3000) r, range(3000) s`;
  const answers = await Promise.all([1, 2, 3].map(() => reader.query(slow)));
  expect(answers.map(({ rows: [row] }) => row?.n)).toEqual([18_000_000, 18_000_000, 18_000_000]);
});

it('lets nobody write to it, and prints SQL that needs no view', async () => {
  await write('boats/a.csv', 'berth\n1\n2\n');
  const reader = await mount({ format: 'csv' });
  const from = reader.physical('sea', 'boats');
  await expect(reader.execute(`insert into ${from} values (3)`)).rejects.toThrow(/not an table|cannot insert|view/i);
  const plain =
    reader.asking.plain?.(`select count(*)::integer as n from ${from} t where t.berth > 1 -- ${from}`) ?? '';
  expect(plain).toContain("read_csv('boats/**/*.csv'");
  const elsewhere = await openDuckdb({ path: ':memory:' });
  await elsewhere.execute(`set file_search_path = '${folder}'`);
  expect((await elsewhere.query(plain)).rows).toEqual([{ n: 1 }]);
  await elsewhere.close();
});

describe('says in one sentence', () => {
  it.each<readonly [what: string, spoil: () => Promise<void>, said: Partial<FileTable>, name: string, message: RegExp]>(
    [
      [
        'that the folder is not there',
        async () => {},
        {},
        'UserError',
        /^sources: sea\.boats reads boats, which is not there$/,
      ],
      [
        'that it holds no file of the format',
        () => write('boats/a.csv', 'x\n1\n'),
        {},
        'DataError',
        /^sources: sea\.boats reads boats, which holds no parquet file; deliver some$/,
      ],
      [
        'which column changed its name from one CSV file to the next',
        async () => {
          await write('boats/a.csv', 'berth,name\n1,Ada\n');
          await write('boats/b.csv', 'berth,nmae\n2,Bea\n');
        },
        { format: 'csv' },
        'DataError',
        /columns of boats\/b\.csv are not those of boats\/a\.csv: name is missing, nmae is not in the others$/,
      ],
      [
        'which column changed its type from one Parquet file to the next',
        async () => {
          await parquet('boats/a.parquet', 'select 1 as berth, {x: {y: 1}, z: 2} as deep');
          await parquet('boats/b.parquet', 'select 1.5 as berth, {x: {y: 1}, z: 2} as deep');
        },
        {},
        'DataError',
        /b\.parquet are not those of boats\/a\.parquet: berth is decimal\(2,1\), not integer$/,
      ],
      [
        'that a named column is not there',
        () => write('boats/a.ndjson', '{"berth":1}\n'),
        { format: 'ndjson', columns: { beth: 'bigint' } },
        'DataError',
        /sea\.boats: boats(?: has no column beth|: cannot be read: .*beth)/,
      ],
      [
        'that a partition is not there',
        () => parquet('boats/a.parquet', 'select 1 as berth'),
        { partitions: { flag: 'varchar' } },
        'DataError',
        /boats: cannot be read: .*flag/,
      ],
      [
        'that a file is damaged',
        () => write('boats/a.parquet', 'no'),
        {},
        'DataError',
        /^sources: sea\.boats: boats\/a\.parquet: is no Parquet file; deliver it again$/,
      ],
      [
        'that a CSV file has rows of different lengths, of which none is skipped in silence',
        () => write('boats/deep/a.csv', `berth,name\n${'1,Ada\n'.repeat(50)}7\n8,b,c\n`),
        { format: 'csv' },
        'DataError',
        /boats\/deep\/a\.csv: has rows of different lengths/,
      ],
      [
        'that a CSV file has no header, and shows no cell of its first line',
        () => write('boats/a.csv', '1,Wilma Testa,wilma@made-up.example\n'),
        { format: 'csv' },
        'DataError',
        /^sources: sea\.boats: boats\/a\.csv: its first line is no header: it has 3 cells; deliver it with one$/,
      ],
      [
        'that another CSV file has none',
        async () => {
          await write('boats/a.csv', 'berth,name\n1,Ada\n');
          await write('boats/b.csv', '2,Wilma Testa\n');
        },
        { format: 'csv' },
        'DataError',
        /^sources: sea\.boats: boats\/b\.csv: its first line is no header: it has 2 cells; deliver it with one$/,
      ],
      [
        'that a zipped file was cut short',
        () => write('boats/a.ndjson.gz', gzipSync('{"berth":1}\n'.repeat(9000)).subarray(0, -12)),
        { format: 'ndjson' },
        'DataError',
        /boats\/a\.ndjson\.gz: its gzip stream breaks off: the file is cut short; deliver it again$/,
      ],
      [
        'that a zipped file does not have its checksum',
        async () => {
          const zipped = gzipSync('berth\n1\n2\n');
          zipped.writeUInt32LE(1, zipped.length - 8);
          await write('boats/a.csv.gz', zipped);
        },
        { format: 'csv' },
        'DataError',
        /boats\/a\.csv\.gz: its gzip stream is damaged \(incorrect data check\); deliver it again$/,
      ],
      [
        'that a type is none',
        () => write('boats/a.csv', 'berth\n1\n'),
        { format: 'csv', columns: { berth: 'bigit' } },
        'UserError',
        /^sources: sea\.boats: berth: bigit is no type of DuckDB$/,
      ],
    ],
  )('%s', async (_, spoil, said, name, message) => {
    await spoil();
    await expect(mount(said)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  });
});

describe('names what comes and goes between files', () => {
  it('refuses Parquet files whose objects, lists and maps hold other fields', async () => {
    await parquet('boats/a.parquet', "select {x: 1, z: 2} as deep, [{a: 1}] as crew, map{'k': {m: 1}} as more");
    await parquet('boats/b.parquet', "select {z: 2, x: 1} as deep, [{a: 1}] as crew, map{'k': {m: 1}} as more");
    expect(await rows(await mount(), 'deep')).toHaveLength(2);
    await parquet('boats/c.parquet', "select {x: 1, y: 3} as deep, [{a: 1, b: 2}] as crew, map{'k': {n: 1}} as more");
    await expect(mount()).rejects.toThrow(
      'the columns of boats/c.parquet are not those of boats/a.parquet: deep.z is missing, more{value}.m is missing, ' +
        'deep.y is not in the others, crew[].b is not in the others, more{value}.n is not in the others',
    );
  });

  it('warns of keys that some NDJSON files have in their lines, and others in none', async () => {
    await write('boats/a.ndjson', '{"berth":1,"sail":{"red":1,"a b":{"c":1}}}\n'.repeat(2));
    await write(
      'boats/b.ndjson.gz',
      gzipSync('{"berth":2,"sail":{"a b":{"d":1}},"rare":1}\n{"berth":3,"sail":{"a b":{}}}\n'),
    );
    await write('boats/c.ndjson', '');
    const reader = await mount({ format: 'ndjson' });
    expect(await reader.fileFindings?.()).toEqual([
      {
        table: 'sea.boats',
        kind: 'fields_missing',
        severity: 'warn',
        found:
          'sail.a b.c is missing from 1 of 2 files, such as b.ndjson.gz; ' +
          'sail.red is missing from 1 of 2 files, such as b.ndjson.gz',
      },
    ]);
  });
});

it('looks at files again once they are others', async () => {
  await write('boats/a.csv', 'berth\n1\n');
  expect(await rows(await mount({ format: 'csv' }))).toEqual([{ berth: '1' }]);
  await write('boats/a.csv', 'berth\nx\n');
  expect(await rows(await mount({ format: 'csv' }))).toEqual([{ berth: 'x' }]);
  expect((await mountFiles([table({ format: 'csv', columns: { berth: 'varchar(9)' } })])).columns.size).toBe(1);
});
