import { id, sql } from '@assay/core';
import * as z from 'zod';
import { ENDS, ends, endsProblems, endsText, hasEnd, isWithin } from '../ends.ts';
import { kind } from '../kind.ts';
import { counted } from '../wording.ts';

const options = z.strictObject(ends).refine(hasEnd, ENDS);

export const distinctCount = kind({
  name: 'distinct_count',
  summary: 'A column has so many different values: two at least, and it is not constant.',
  nulls: 'NULL is no value.',
  dimension: 'validity',
  on: 'column',
  filters: true,
  options,
  claim: (wanted, { column }) => `${column} has ${endsText(wanted)} different values`,
  problems: (wanted) => endsProblems(wanted),
  measure: (_, { column }) => ({
    distinct: { shape: 'aggregate', expression: sql`count(distinct ${id(column)})` },
  }),
  judge: ({ distinct }, wanted) => ({
    holds: isWithin(Number(distinct), wanted),
    found: counted(Number(distinct), 'value'),
    wanted: endsText(wanted),
  }),
  examples: [
    {
      title: 'a constant is not enough',
      check: '- distinct_count: { at_least: 2 }\n  column: country',
      given: { 'shop.orders': { columns: 'country varchar', rows: '[[PT], [PT], [null]]' } },
      gives: { status: 'fail', found: '1 value' },
    },
    {
      title: 'of the rows that where leaves',
      check: "- distinct_count: { equals: 1 }\n  column: currency\n  where: country = 'PT'",
      given: {
        'shop.orders': { columns: 'country varchar, currency varchar', rows: '[[PT, EUR], [PT, EUR], [GB, GBP]]' },
      },
      gives: { status: 'pass', found: '1 value' },
    },
  ],
});
