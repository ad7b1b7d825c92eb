import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keptFindings } from '../../src/bronze/file-findings.ts';
import { openTeaHouse, type TeaHouse } from './tea-house.ts';

let house: TeaHouse;
beforeEach(async () => {
  house = await openTeaHouse();
});
afterEach(() => house.close());

const csv = (id: number) => `pot_id,tea,price\n${id},Sencha,4.50\n`;
const pots = async () => (await house.rows('select pot_id, _file from bronze.sales order by pot_id')) as object[];

it('reads linked files and folders, endings in capitals and packed files whatever their ending looks like', async () => {
  const cellar = join(house.input, '../cellar');
  await mkdir(join(cellar, 'deep'), { recursive: true });
  await writeFile(join(cellar, 'e.csv'), csv(5));
  await writeFile(join(cellar, 'deep/f.NDJSON'), '{"pot_id":6,"tea":"Assam","price":1}\n');
  await house.write({
    'sales/a.csv': csv(1),
    'sales/B.CSV': csv(2),
    'sales/c.csv.GZ': gzipSync(csv(3)),
    'sales/d.JsonL.Gz': gzipSync('{"pot_id":4,"tea":"Assam","price":1}\n'),
  });
  await symlink('../../cellar/e.csv', join(house.input, 'sales/e.csv'));
  await symlink('../../cellar/deep', join(house.input, 'sales/more'));
  await house.load();
  expect(await pots()).toEqual([
    { pot_id: '1', _file: 'a.csv' },
    { pot_id: '2', _file: 'B.CSV' },
    { pot_id: '3', _file: 'c.csv.GZ' },
    { pot_id: '4', _file: 'd.JsonL.Gz' },
    { pot_id: '5', _file: 'e.csv' },
    { pot_id: '6', _file: 'more/f.NDJSON' },
  ]);
});

it('names what it does not read, once: a failure where rows may be missing, else a warning', async () => {
  await house.write({ 'sales/a.csv': csv(1), 'sales/_SUCCESS': '', 'sales/.b.csv.crc': 'x', 'sales/README.md': 'tea' });
  expect((await house.load()).findings).toEqual([
    { table: 'bronze.sales', kind: 'left_out', severity: 'warn', found: 'a file is not read: README.md' },
  ]);
  await house.write({ 'sales/b.csv.zst': 'x', 'sales/deep/c.txt': csv(2), 'teas.csv': csv(3) });
  const { findings } = await house.load();
  expect(findings).toEqual([
    { table: 'assay.runs', kind: 'left_out', severity: 'warn', found: 'a file is not read: teas.csv' },
    {
      table: 'bronze.sales',
      kind: 'left_out',
      severity: 'error',
      found: '3 files are not read: README.md, b.csv.zst, deep/c.txt',
    },
  ]);
  expect(await keptFindings(house.session)).toEqual(findings);
});

it('says nothing of data sets that are known, and that nothing is built of', async () => {
  await house.write({ 'sales/a.csv': csv(1), 'guests/a.csv': 'name\n' });
  expect((await house.load({ idle: ['guests'] })).findings).toEqual([]);
});

const line = (more: object) => JSON.stringify({ pot_id: 1, tea: 'Assam', price: 1, ...more });
const leaves = (kind: string, found: string) => ({ table: 'bronze.sales', kind, severity: 'warn', found });

it('names the fields that the schema does not name, in every format, however late they come', async () => {
  await house.write({
    'sales/a.ndjson': `${[line({}), line({ cups: 3, in: { deep: 1 } })].join('\n')}\nno json\n`,
    'sales/b.csv': `,pot_id,tea,price,cups\n0,1,Sencha,4.50,2\n`,
  });
  await house.parquet('sales/c.parquet', `select 2 as pot_id, 'Oolong' as tea, 3.5 as price, {'kg': 1} as box`);
  expect((await house.load()).findings).toEqual([
    leaves(
      'fields_left_out',
      'not read, because sales.schema.json does not name them: ' +
        '(unnamed) is in 1 of 3 files, such as b.csv; cups is in 2 of 3 files, such as b.csv; ' +
        'in is in 1 of 3 files, such as a.ndjson; box is in 1 of 3 files, such as c.parquet',
    ),
  ]);
});

it('shows no key that is no name, for it may be a value', async () => {
  await house.write({ 'sales/a.ndjson': `${line({ 'wilma@example.org': 1, cups: 1 })}\n` });
  expect((await house.load()).findings).toEqual([
    leaves('fields_left_out', 'not read, because sales.schema.json does not name them: cups is in a.ndjson; 1 more'),
  ]);
});

it('names an optional field that is in some files and missing from whole others', async () => {
  await house.write({
    'sales/a.csv': 'pot_id,tea,price,iced\n1,Sencha,4.50,true\n',
    'sales/b.csv': csv(2),
    'sales/c.ndjson': `${line({ iced: null })}\n`,
    'sales/d.ndjson.gz': gzipSync(`${line({})}\n`),
  });
  await house.parquet('sales/e.parquet', `select 2 as pot_id, 'Oolong' as tea, 3.5 as price`);
  expect((await house.load()).findings).toEqual([
    leaves('fields_missing', 'iced is missing from 3 of 5 files, such as b.csv'),
  ]);
});

it('a key that few lines have may be missing from a small file, and not from a large one', async () => {
  const few = [line({ iced: true }), line({}), line({}), line({})];
  const lines = (count: number) => `${Array.from({ length: count }, () => line({})).join('\n')}\n`;
  await house.write({ 'sales/a.ndjson': few.join('\n'), 'sales/b.ndjson': lines(79) });
  expect((await house.load()).findings).toEqual([]);
  await house.write({ 'sales/b.ndjson': lines(80) });
  expect((await house.load()).findings).toEqual([
    leaves('fields_missing', 'iced is missing from 1 of 2 files, such as b.ndjson'),
  ]);
});
