import { id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { missingColumns, unlessAlike } from '../names.ts';
import { rowKind } from '../row-kind.ts';
import { ofEach, unlessOrdered } from '../types.ts';

const repeats = (columns: readonly string[]): Sql =>
  join(
    columns.flatMap((one, i) => columns.slice(i + 1).map((other) => sql`${id(one)} = ${id(other)}`)),
    ' or ',
  );

export const uniqueWithinRow = rowKind({
  name: 'unique_within_row',
  summary: 'The values of some columns differ from each other within every row.',
  nulls: 'NULL equals nothing, another NULL neither.',
  on: 'table',
  options: z.array(z.string()).min(2).describe('the columns'),
  claim: (columns) => `${columns.join(', ')} differ in every row`,
  problems: (columns, context) => [
    ...missingColumns(columns, context),
    ...ofEach(columns, context, unlessOrdered),
    ...unlessAlike(columns, context),
  ],
  fails: repeats,
  shows: (columns) => columns,
  failing: 'rows repeat a value',
  wanted: () => 'different values',
  examples: [
    {
      title: 'a parcel from a place to itself',
      check: '- unique_within_row: [sender, carrier, receiver]',
      given: {
        'shop.parcels': {
          columns: 'sender varchar, carrier varchar, receiver varchar',
          rows: '[[Porto, Faro, Braga], [Porto, Faro, Porto], [Porto, null, null]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 of 3 rows repeat a value' },
    },
    {
      title: 'different rows may agree',
      check: '- unique_within_row: [sender, receiver]',
      given: {
        'shop.parcels': { columns: 'sender varchar, receiver varchar', rows: '[[Porto, Faro], [Porto, Faro]]' },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
