import { createHash } from 'node:crypto';
import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataError, UnavailableError, UserError } from '@assay/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTeaHouse, type TeaHouse } from './tea-house.ts';

const HEADER = 'pot_id,tea,price\n';
const CSV = `${HEADER}${Array.from({ length: 5000 }, (_, i) => `${i + 1},Sencha ${i * 7919},4.50\n`).join('')}`;
const gzip = gzipSync(CSV);
const damaged = Buffer.from(gzip);
damaged.writeUInt32LE(1, damaged.length - 8);

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('files that cannot be loaded are refused in one sentence', () => {
  let house: TeaHouse;
  beforeEach(async () => {
    house = await openTeaHouse();
  });
  afterEach(() => house.close());

  const refusal = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<string> => {
    await house.write(files);
    const error = await house.load().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(DataError);
    return error.message.replaceAll(`${house.input}/`, '');
  };

  it.each<[string, string | Uint8Array, string]>([
    ['a.csv', '', 'sales/a.csv: is empty; a CSV file has at least a header'],
    ['a.csv', 'pot_id,tea\n1,Sencha\n', 'sales/a.csv: column price is missing; its columns are pot_id, tea'],
    ['a.csv', 'pot_id,tea,prize\n1,Sencha,2\n', 'sales/a.csv: column price is missing; it has prize: rename it'],
    [
      'a.csv',
      'pot_id,tea,price,served_on_at,servedat\n',
      'sales/a.csv: column served_at is missing; it has servedat: rename it',
    ],
    ['a.csv', 'pot_id,tea,price,tea\n', 'sales/a.csv: column tea is there twice'],
    ['a.csv', '1;Sencha;4.50\n2;Assam;3.00\n', 'sales/a.csv: has ";" between its cells; save it with commas'],
    ['a.csv', Buffer.from(`\ufeff${CSV}`, 'utf16le'), 'sales/a.csv: is UTF-16, not UTF-8; save it as UTF-8'],
    [
      'a.csv',
      latin1(`${HEADER}1,Thé,1\n2,Thé,2\n3,Maté,3\n4,Tea,4\n`),
      'sales/a.csv: is not UTF-8 but another encoding, such as Latin-1; save it as UTF-8',
    ],
    [
      'a.csv',
      CSV.slice(0, -1).concat('\n9,"Sencha'),
      'sales/a.csv: record 5001 opens a quote that is never closed; was the file cut?',
    ],
    [
      'a.csv',
      `${HEADER}1,Sencha,1\r\n2,Assam,2\n3,Darjeeling,3\r\n`,
      'sales/a.csv: mixes line ends or is no CSV; deliver it again',
    ],
    ['a.csv', CSV.slice(0, -12), 'sales/a.csv: breaks off in record 5000, without a line end; was it cut?'],
    [
      'a.ndjson',
      '{"pot_id":1,"tea":"Assam","price":2}\n{"pot_id":2,',
      'sales/a.ndjson: breaks off in record 2, without a line end; was it cut?',
    ],
    [
      'a.ndjson',
      latin1('{"tea":"Thé"}\n{"tea":"Café"}\n{"tea":"Maté"}\n'),
      'sales/a.ndjson: is not UTF-8 but another encoding, such as Latin-1; save it as UTF-8',
    ],
    [
      'a.csv.gz',
      gzip.subarray(0, gzip.length - 100),
      'sales/a.csv.gz: its gzip stream breaks off: the file is cut short; deliver it again',
    ],
    ['a.csv.gz', damaged, 'sales/a.csv.gz: its gzip stream is damaged (incorrect data check); deliver it again'],
    ['a.csv.gz', CSV, 'sales/a.csv.gz: is not packed by gzip, though its name ends in .gz; deliver it again'],
    [
      'a.ndjson',
      '\ufeff{"pot_id":1}',
      'sales/a.ndjson: begins with a byte order mark, which JSON does not allow; save it without',
    ],
    [
      'a.csv',
      `${HEADER}1,Sencha,1\n2,${'x'.repeat(34e6)},1\n3,Assam,1\n`,
      'sales/a.csv: holds a line longer than 16 MB; deliver it in shorter ones',
    ],
    [
      'a.txt',
      'pot_id',
      'sales: holds no CSV, NDJSON or Parquet file; deliver some, or remove the folder where there are none',
    ],
  ])('%s: %#', async (name, content, sentence) => {
    expect(await refusal({ [`sales/${name}`]: content })).toBe(sentence);
  });

  it('a damaged Parquet footer', async () => {
    expect(await refusal({ 'sales/a.parquet': 'PAR1 and then nothing of use PAR1' })).toMatch(
      /^sales\/a\.parquet: is damaged, or no Parquet file; deliver it again$/,
    );
  });

  it('a Parquet column of another type, or none', async () => {
    await mkdir(join(house.input, 'sales'));
    await house.session.execute(
      `copy (select 'one' as pot_id, 'Sencha' as tea) to '${join(house.input, 'sales/a.parquet')}'`,
    );
    expect(await refusal({})).toBe(
      'sales/a.parquet: column price is missing; its columns are pot_id, tea\n' +
        'sales/a.parquet: column pot_id is VARCHAR, but its schema wants BIGINT',
    );
  });

  it('every file at once, in every data set', async () => {
    const message = await refusal({ 'sales/a.csv': '', 'sales/b.csv': 'pot_id\n', 'sales/c.csv.gz': damaged });
    expect(message.split('\n').map((line) => line.split(':')[0])).toEqual([
      'sales/c.csv.gz',
      'sales/a.csv',
      'sales/b.csv',
      'sales/b.csv',
    ]);
  });

  const manifest = (...files: object[]) => JSON.stringify({ files });
  const sha256 = createHash('sha256').update(CSV).digest('hex');

  it.each<[string, Record<string, string>, string]>([
    [
      'fewer rows',
      { '_manifest.json': manifest({ path: 'a.csv', rows: 5001 }) },
      'sales/a.csv: has 5000 records where its manifest says 5001; was it cut or written twice?',
    ],
    [
      'another size',
      { '_manifest.json': manifest({ path: 'a.csv', bytes: 7 }) },
      `sales/a.csv: has ${CSV.length} bytes where its manifest says 7; was it cut or changed?`,
    ],
    [
      'another content',
      { '_manifest.json': manifest({ path: 'a.csv', sha256: sha256.replace(/^./, (c) => (c === '0' ? '1' : '0')) }) },
      'sales/a.csv: its SHA-256 is not the one in its manifest; its content was changed',
    ],
    [
      'a file that is not there',
      { '_manifest.json': manifest({ path: 'a.csv' }, { path: 'y=1/b.csv' }) },
      'sales/y=1/b.csv: is missing, though _manifest.json lists it',
    ],
    [
      'no word of a file',
      { '_manifest.json': manifest({ path: 'a.csv' }), 'b.csv': CSV },
      'sales/b.csv: is not listed in _manifest.json; remove it or list it',
    ],
  ])('a manifest that says %s', async (_, files, sentence) => {
    const named = Object.entries(files).map(([name, content]) => [`sales/${name}`, content]);
    expect(await refusal({ 'sales/a.csv': CSV, ...Object.fromEntries(named) })).toBe(sentence);
  });

  it('a manifest that is none', async () => {
    expect(await refusal({ 'sales/a.csv': CSV, 'sales/_manifest.json': '{"files":[{"rows":1}]}' })).toMatch(
      /^sales\/_manifest\.json: is not a manifest \(.*\): .*path/,
    );
  });

  it('passes a manifest that is right', async () => {
    const promised = manifest({ path: 'a.csv', rows: 5000, bytes: CSV.length, sha256 });
    await house.write({ 'sales/a.csv': CSV, 'sales/_manifest.json': promised });
    expect((await house.load()).dataSets).toEqual([{ data_set: 'sales', records: 5000, bad: 0, reasons: [] }]);
  });

  it.skipIf(process.getuid?.() === 0)('a file that may not be read says nothing about the data', async () => {
    await house.write({ 'sales/a.csv': CSV });
    await chmod(join(house.input, 'sales/a.csv'), 0o000);
    await expect(house.load()).rejects.toThrow(UnavailableError);
  });

  it('an input that is not there, or holds nothing that is known, is a matter of usage', async () => {
    await expect(house.load({ input: join(house.input, 'gone') })).rejects.toThrow(UserError);
    await expect(house.load()).rejects.toThrow(/holds no raw data; expected folders such as sales/);
    await writeFile(join(house.input, 'sales'), 'a file');
    await expect(house.load()).rejects.toThrow(UserError);
  });

  it('a link that leads nowhere, in a data set or instead of one', async () => {
    await house.write({ 'sales/a.csv': CSV });
    await symlink('../gone.csv', join(house.input, 'sales/b.csv'));
    expect(await refusal({})).toBe('sales/b.csv: is a link that leads nowhere; mend it or remove it');
    await rm(join(house.input, 'sales'), { recursive: true });
    await symlink('gone', join(house.input, 'sales'));
    expect(await refusal({})).toBe('sales: is a link that leads nowhere; mend it or remove it');
  });

  it('tells what is left out and does no harm', async () => {
    await house.write({ 'sales/a.csv': 'pot_id,tea,price,cups\n1,Sencha,2,3\n', 'salse/a.csv': 'x' });
    const { findings } = await house.load();
    expect(findings).toEqual([
      {
        table: 'assay.runs',
        kind: 'left_out',
        severity: 'warn',
        found: 'a file is not read: salse/ (did you mean sales?)',
      },
      {
        table: 'bronze.sales',
        kind: 'fields_left_out',
        severity: 'warn',
        found: 'not read, because sales.schema.json does not name them: cups is in a.csv',
      },
    ]);
  });
});
