import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTeaHouse, SALES, type TeaHouse } from './tea-house.ts';

const HEADER = 'pot_id,tea,price,served_at,picked_on,iced,grams';
const SENCHA = '1,Sencha,4.50,2026-01-31 10:00:00,2025-05-02,false,2.5';
const MATCHA = '2,"Matcha, ""ceremonial""",12,2026-01-31T11:30:00Z,,true,';

const READ =
  'select pot_id, tea, price, served_at::varchar as served_at, picked_on::varchar as picked_on, iced, grams from bronze.sales order by pot_id';

const WANTED = [
  {
    pot_id: '1',
    tea: 'Sencha',
    price: '4.50',
    served_at: '2026-01-31 10:00:00',
    picked_on: '2025-05-02',
    iced: false,
    grams: 2.5,
  },
  {
    pot_id: '2',
    tea: 'Matcha, "ceremonial"',
    price: '12.00',
    served_at: '2026-01-31 11:30:00',
    picked_on: null,
    iced: true,
    grams: null,
  },
];

describe('raw files', () => {
  let house: TeaHouse;
  beforeEach(async () => {
    house = await openTeaHouse();
  });
  afterEach(() => house.close());

  const wholeCsv = [HEADER, SENCHA, MATCHA, ''].join('\n');

  it.each([
    ['CSV', { 'sales/a.csv': wholeCsv }],
    ['CSV without a last line end', { 'sales/a.csv': wholeCsv.trimEnd() }],
    ['CSV with CRLF', { 'sales/a.csv': wholeCsv.replaceAll('\n', '\r\n') }],
    ['CSV with a byte order mark', { 'sales/a.csv': `\ufeff${wholeCsv}` }],
    ['packed CSV', { 'sales/a.csv.gz': gzipSync(wholeCsv) }],
    [
      'partitions',
      { 'sales/year=2026/a.csv': `${HEADER}\n${SENCHA}\n`, 'sales/year=2027/a.csv': `${HEADER}\n${MATCHA}\n` },
    ],
    [
      'CSV files with different line ends',
      { 'sales/a.csv': `${HEADER}\n${SENCHA}\n`, 'sales/b.csv': `${HEADER}\r\n${MATCHA}\r\n` },
    ],
    ['a name with a star', { 'sales/a*[1].csv': wholeCsv }],
    [
      'reordered columns',
      {
        'sales/a.csv': `${HEADER}\n${SENCHA}\n`,
        'sales/b.csv': `iced,tea,price,pot_id,served_at\ntrue,"Matcha, ""ceremonial""",12,2,2026-01-31T13:30:00+02:00\n`,
      },
    ],
    [
      'NDJSON',
      {
        'sales/a.ndjson':
          '{"pot_id":1,"tea":"Sencha","price":4.50,"served_at":"2026-01-31 10:00:00","picked_on":"2025-05-02","iced":false,"grams":2.5}\n' +
          '\n{"tea":"Matcha, \\"ceremonial\\"", "pot_id" : 2, "price":12,"served_at":"2026-01-31T11:30:00Z","iced":true,"picked_on":null}\n',
      },
    ],
    [
      'packed JSON lines',
      {
        'sales/b.jsonl.gz': gzipSync(
          '{"pot_id":1,"tea":"Sencha","price":4.5,"served_at":"2026-01-31 10:00:00","picked_on":"2025-05-02","iced":false,"grams":2.5}\r\n' +
            '{"pot_id":2,"tea":"Matcha, \\u0022ceremonial\\u0022","price":1.2e1,"served_at":"2026-01-31T11:30:00Z","iced":true}',
        ),
      },
    ],
  ])('become typed columns: %s', async (_, files) => {
    await house.write(files);
    const { dataSets } = await house.load();
    expect(await house.rows(READ)).toEqual(WANTED);
    expect(dataSets).toEqual([{ data_set: 'sales', records: 2, bad: 0, reasons: [] }]);
  });

  it('become typed columns: Parquet, with columns in any order and of narrower types', async () => {
    await house.write({ 'sales/.keep': '' });
    await house.session.execute(
      `copy (select 'Sencha' as tea, 1::integer as pot_id, 4.5::double as price, timestamp '2026-01-31 10:00:00' as served_at,
        date '2025-05-02' as picked_on, false as iced, 2.5::decimal(4,1) as grams
        union all select 'Matcha, "ceremonial"', 2, 12, timestamp '2026-01-31 11:30:00', null, true, null)
      to '${join(house.input, 'sales/a.parquet')}'`,
    );
    const { dataSets } = await house.load();
    expect(await house.rows(READ)).toEqual(WANTED);
    expect(dataSets).toEqual([{ data_set: 'sales', records: 2, bad: 0, reasons: [] }]);
  });

  it('give a table with its columns when a data set has no folder', async () => {
    const guesthouse = await openTeaHouse({
      sales: SALES,
      guests: { type: 'object', properties: { name: { type: 'string' }, born_on: { type: 'string', format: 'date' } } },
    });
    await guesthouse.write({ 'sales/a.csv': wholeCsv });
    const { dataSets } = await guesthouse.load();
    expect(dataSets[0]).toEqual({ data_set: 'guests', records: 0, bad: 0, reasons: [] });
    expect(
      await guesthouse.rows('select column_name as name, column_type as type from (describe bronze.guests)'),
    ).toEqual([
      { name: 'name', type: 'VARCHAR' },
      { name: 'born_on', type: 'DATE' },
      { name: '_file', type: 'VARCHAR' },
      { name: '_line', type: 'BIGINT' },
    ]);
    await guesthouse.close();
  });
});
