import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FileTable, Session } from '@assay/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mountFiles } from '../src/duckdb/mount.ts';
import { openDuckdb } from '../src/index.ts';

/** A weather station writes what its gauges say, now and then in another way. */
let station: string;
const opened: Session[] = [];
beforeEach(async () => {
  station = await mkdtemp(join(tmpdir(), 'assay-exact-'));
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await rm(station, { recursive: true });
});

const write = async (file: string, content: string | Buffer) => {
  await mkdir(dirname(join(station, file)), { recursive: true });
  await writeFile(join(station, file), content);
};

const mounted = async (said: Partial<FileTable>) => {
  const table: FileTable = {
    table: 'air.gauge',
    path: 'gauge',
    format: 'ndjson',
    place: join(station, 'gauge'),
    ...said,
  };
  const { setup, over } = await mountFiles([table]);
  const session = over(await openDuckdb({ path: ':memory:', setup }));
  opened.push(session);
  return session;
};

/** Each column with its type and its different values as text. */
const gauge = async (said: Partial<FileTable> = {}) => {
  const session = await mounted(said);
  const columns = (await session.catalog()).get('air.gauge') ?? [];
  const from = session.physical('air', 'gauge');
  const found: Record<string, unknown[]> = {};
  for (const { name, type } of columns) {
    const { rows } = await session.query(
      `select distinct cast(${session.dialect.id(name)} as varchar) as v from ${from} where ${session.dialect.id(name)} is not null order by v`,
    );
    found[name] = [type, ...rows.map(({ v }) => v)];
  }
  return found;
};
const csv = (said: Partial<FileTable> = {}) => gauge({ format: 'csv', ...said });

const LATE = 20_500;
const lines = (first: object, ...late: (object | string)[]) =>
  `${[...Array(LATE).fill(JSON.stringify(first)), ...late.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))].join('\n')}\n`;

describe('NDJSON gives each value as its line has it, however late it comes', () => {
  it.each<[string, string, Record<string, unknown[]>]>([
    [
      'a fraction, and a key that nobody knew',
      lines({ mm: 7 }, { mm: 1.5, wind: -3 }, { mm: 2.4999 }),
      { mm: ['double', '1.5', '2.4999', '7.0'], wind: ['bigint', '-3'] },
    ],
    ['a truth value after numbers', lines({ mm: 7 }, { mm: true }), { mm: ['varchar', '7', 'true'] }],
    ['a number after truth values', lines({ wet: true }, { wet: 1.5 }), { wet: ['varchar', '1.5', 'true'] }],
    ['a word after numbers', lines({ mm: 7 }, { mm: 'n/a' }), { mm: ['varchar', '7', 'n/a'] }],
    ['a number in quotes after one without', lines({ mm: 7 }, { mm: '8.50' }), { mm: ['varchar', '7', '8.50'] }],
    ['a word after days', lines({ on: '2026-01-31' }, { on: 'soon' }), { on: ['varchar', '2026-01-31', 'soon'] }],
    ['days that another order could mean', lines({ on: '01-02-2026' }), { on: ['varchar', '01-02-2026'] }],
    [
      'more of an instant than the engine keeps',
      lines({ at: '2026-01-31 10:00:00' }, { at: '2026-01-31 10:00:00.1234567' }),
      { at: ['varchar', '2026-01-31 10:00:00', '2026-01-31 10:00:00.1234567'] },
    ],
    [
      'a whole number that no type holds beside one that a double rounds',
      lines({ id: 9007199254740993n.toString() }, {}).replaceAll('"9007199254740993"', '9007199254740993') +
        '{"id":1234567890123456789012345678901234567890123}\n',
      { id: ['varchar', '1234567890123456789012345678901234567890123', '9007199254740993'] },
    ],
    [
      'a whole number that a double rounds, beside a fraction',
      `${lines({ id: 1.5 })}{"id":9007199254740993}\n`,
      { id: ['varchar', '1.5', '9007199254740993'] },
    ],
    [
      'a fraction, a key and another type within objects and lists',
      lines({ at: { x: 1 }, all: [1] }, { at: { x: 2.5, late: true }, all: [1, 2.5, 'three'] }),
      {
        at: ['struct(x double, late boolean)', "{'x': 1.0, 'late': NULL}", "{'x': 2.5, 'late': true}"],
        all: ['varchar[]', '[1, 2.5, three]', '[1]'],
      },
    ],
    [
      'a whole number within an object that a double rounds',
      `${lines({ at: { x: 1.5 } })}{"at":{"x":9007199254740993}}\n`,
      { at: ['struct(x varchar)', "{'x': 1.5}", "{'x': 9007199254740993}"] },
    ],
    ['an object after a number', lines({ mm: 7 }, { mm: { deep: 8 } }), { mm: ['varchar', '7', '{"deep":8}'] }],
  ])('%s', async (_, content, wanted) => {
    await write('gauge/a.ndjson', content);
    expect(await gauge()).toEqual(wanted);
  });

  it('objects with hundreds of keys are a column a key', async () => {
    const wide = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`gauge_${i}`, i]));
    await write('gauge/a.ndjson', `${JSON.stringify(wide)}\n${JSON.stringify(wide)}\n`);
    expect((await (await mounted({})).catalog()).get('air.gauge')).toHaveLength(300);
  });

  it('files that differ are read together: keys and types of all of them', async () => {
    await write('gauge/a.ndjson', '{"mm":1,"on":"2026-01-31"}\n');
    await write('gauge/b.jsonl.gz', gzipSync('{"mm":2.5,"wind":"N"}\n'));
    await write('gauge/C.NDJSON.GZ', gzipSync('{"mm":true}\n'));
    expect(await gauge()).toEqual({
      mm: ['varchar', '1', '2.5', 'true'],
      on: ['date', '2026-01-31'],
      wind: ['varchar', 'N'],
    });
  });

  it('a type that is said is made of what the line says, and refused where that would be lost', async () => {
    await write('gauge/a.ndjson', lines({ mm: 7 }, { mm: 1.5 }));
    expect(await gauge({ columns: { mm: 'decimal(10,4)' } })).toEqual({ mm: ['decimal(10,4)', '1.5000', '7.0000'] });
    await expect(gauge({ columns: { mm: 'integer' } })).rejects.toThrow(
      'sources: air.gauge: 1 value of column mm would be changed by the type integer, the first in a.ndjson; say another under columns:, or deliver them again',
    );
  });

  it.each([
    ['{"mm":1.00000000000000000001}', /a\.ndjson holds a number with a fraction and more figures than a double keeps/],
    ['{"mm":1}\n[1,2]', /a\.ndjson holds a line that is no JSON object/],
    ['7', /a\.ndjson holds a line that is no JSON object/],
    ['{}', /its lines name no key/],
    ['{"mm":1,"MM":2}', /names .*in capitals and in small letters/],
    ['{"mm":1}\n{"MM":2}', /names mm in capitals and in small letters/],
    ['{"in":{"mm":1}}\n{"in":{"MM":2}}', /names .*in capitals and in small letters/],
    ['{"mm":1,"mm":2}', /names a key twice/],
  ])('what cannot be a table is refused in a sentence: %s', async (content, sentence) => {
    await write('gauge/a.ndjson', `${content}\n`);
    await expect(gauge()).rejects.toMatchObject({ name: 'DataError', message: expect.stringMatching(sentence) });
  });

  it('doubles as other programs write them are doubles', async () => {
    await write('gauge/a.ndjson', '{"t":0.1}\n{"t":0.10000000000000001}\n{"t":0.1000000000000000055511151231257827}\n');
    expect(await gauge()).toEqual({ t: ['double', '0.1'] });
  });
});

describe('CSV gives each value as its cell has it, however late it comes', () => {
  const cells = (first: string, ...late: string[]) => `v\n${Array(LATE).fill(first).join('\n')}\n${late.join('\n')}\n`;

  it.each<[string, string, unknown[]]>([
    ['a fraction', cells('7', '1.5'), ['double', '1.5', '7.0']],
    ['zeros before a number', cells('7', '007'), ['varchar', '007', '7']],
    ['zeros before a number at once', cells('007'), ['varchar', '007']],
    [
      'a whole number that a double rounds',
      cells('1.5', '9007199254740993'),
      ['decimal(38,1)', '1.5', '9007199254740993.0'],
    ],
    ['a whole number of many figures', cells('1', '12345678901234567890'), ['hugeint', '1', '12345678901234567890']],
    ['yes and no', cells('yes', 'no'), ['varchar', 'no', 'yes']],
    ['a hexadecimal number', cells('5', '0x1F'), ['varchar', '0x1F', '5']],
    ['days that another order could mean', cells('01/02/2026'), ['varchar', '01/02/2026']],
    [
      'an instant with an offset',
      cells('2026-01-31 10:00:00', '2026-01-31 10:00:00.1234567'),
      ['varchar', '2026-01-31 10:00:00', '2026-01-31 10:00:00.1234567'],
    ],
    ['days', cells('2026-01-31'), ['date', '2026-01-31']],
    ['truth values', cells('true', 'false'), ['boolean', 'false', 'true']],
  ])('%s', async (_, content, wanted) => {
    await write('gauge/a.csv', content);
    expect(await csv()).toEqual({ v: wanted });
  });

  it.each<[string, string]>([
    ['1.5', 'integer'],
    ['1.005', 'decimal(9,2)'],
    ['2026-01-31 10:00', 'date'],
    ['2026-01-31T10:00:00+02:00', 'timestamp'],
  ])('a type that is said is refused where it would change a value: %s as %s', async (value, type) => {
    await write('gauge/a.csv', 'v,w\n');
    await write('gauge/b.csv', `v,w\n${value},1\n`);
    await expect(csv({ columns: { v: type } })).rejects.toThrow(
      `1 value of column v would be changed by the type ${type}, the first in b.csv`,
    );
  });
});

it('Parquet: a type that is said is refused where it would change a value', async () => {
  await mkdir(join(station, 'gauge'));
  const writer = await openDuckdb({ path: ':memory:' });
  await writer.execute(`copy (select 2.345::double as mm) to '${join(station, 'gauge/a.parquet')}' (format parquet)`);
  await writer.close();
  expect(await gauge({ format: 'parquet', columns: { mm: 'decimal(9,3)' } })).toEqual({
    mm: ['decimal(9,3)', '2.345'],
  });
  await expect(gauge({ format: 'parquet', columns: { mm: 'decimal(9,2)' } })).rejects.toThrow(
    '1 value of column mm would be changed by the type decimal(9,2), the first in a.parquet',
  );
});

it('reads linked files and folders and endings in capitals, and names what it leaves out', async () => {
  await write('gauge/a.csv', 'v\n1\n');
  await write('gauge/B.CSV', 'v\n2\n');
  await write('gauge/c.csv.GZ', gzipSync('v\n3\n'));
  await write('gauge/d.txt', 'v\n9\n');
  await write('away/e.csv', 'v\n4\n');
  await write('far/f.csv', 'v\n5\n');
  await symlink('../away/e.csv', join(station, 'gauge/e.csv'));
  await symlink('../far', join(station, 'gauge/more'));
  expect(await csv()).toEqual({ v: ['bigint', '1', '2', '3', '4', '5'] });
  const session = await mounted({ format: 'csv' });
  expect(await session.fileFindings?.()).toEqual([
    { table: 'air.gauge', kind: 'left_out', severity: 'error', found: 'a file is not read: d.txt' },
  ]);
  await symlink('gone', join(station, 'gauge/f.csv'));
  await expect(mounted({ format: 'csv' })).rejects.toThrow('gauge/f.csv is a link that leads nowhere');
});
