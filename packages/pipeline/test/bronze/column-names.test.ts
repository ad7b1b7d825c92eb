import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTeaHouse, type TeaHouse } from './tea-house.ts';

let house: TeaHouse;
beforeEach(async () => {
  house = await openTeaHouse({
    guests: {
      type: 'object',
      required: ['Guest ID', 'Sub-Total'],
      properties: {
        'Guest ID': { type: 'integer' },
        'Sub-Total': { type: 'number', multipleOf: 0.01, minimum: 0 },
        seat: { type: ['string', 'null'], 'x-column': '"席"' },
      },
    },
  });
});
afterEach(() => house.close());

const ROWS = [
  { guest_id: '1', sub_total: '2.50', seat: 'A' },
  { guest_id: '2', sub_total: '3.00', seat: null },
];
const rows = () => house.rows('select guest_id, sub_total, seat from bronze.guests order by guest_id');

it.each<[string, string, string]>([
  ['CSV', 'a.csv', 'Sub-Total,Guest ID,"""席"""\n2.50,1,A\n3,2,\n-1,3,B\n'],
  [
    'NDJSON',
    'a.ndjson',
    '{"Guest ID":1,"Sub-Total":2.5,"\\"席\\"":"A"}\n{"Sub-Total":3,"Guest ID":2}\n{"Guest ID":3,"Sub-Total":-1}\n',
  ],
])('columns of files are read under names that SQL can say: %s', async (_, name, content) => {
  await house.write({ [`guests/${name}`]: content });
  const { dataSets } = await house.load();
  expect(await rows()).toEqual(ROWS);
  expect(dataSets[0]).toMatchObject({ bad: 1, reasons: [{ field: 'Sub-Total', reason: 'must be >= 0' }] });
});

it('columns of files are read under names that SQL can say: Parquet', async () => {
  await mkdir(join(house.input, 'guests'));
  await house.session.execute(
    `copy (select 1 as "Guest ID", 2.5::decimal(9,2) as "Sub-Total", 'A' as """席""" union all select 2, 3, null)
     to '${join(house.input, 'guests/a.parquet')}'`,
  );
  await house.load();
  expect(await rows()).toEqual(ROWS);
});
