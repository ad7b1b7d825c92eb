import { id, join, sql } from '@assay/core';
import * as z from 'zod';
import { valueKind } from '../value-kind.ts';
import { listed } from '../wording.ts';

const options = z.union([
  z.literal(true).describe('no empty strings and none of blanks only'),
  z.array(z.string()).min(1).describe('nor one of these placeholders, whatever the case of their letters'),
]);

export const notBlank = valueKind({
  name: 'not_blank',
  summary: 'No text is empty, blank, or a placeholder for a value that nobody had.',
  dimension: 'completeness',
  on: 'text',
  options,
  wanted: (placeholders) => (placeholders === true ? 'not blank' : `neither blank nor ${listed(placeholders)}`),
  fails: (placeholders, { column }) => {
    const text = sql`trim(${id(column)})`;
    if (placeholders === true) return sql`${text} = ''`;
    return sql`${text} = '' or lower(${text}) in (${join(placeholders.map((one) => sql`${one.toLowerCase()}`))})`;
  },
  examples: [
    {
      title: 'blanks fail, NULL does not',
      check: '- not_blank: true\n  column: city',
      given: { 'shop.cities': { columns: 'city varchar', rows: '[[Porto], [""], ["  "], [null]]' } },
      gives: { status: 'fail', failing: 2, found: '2 of 3 values fail, 1 NULL not judged' },
    },
    {
      title: 'placeholders of your own',
      check: '- not_blank: [n/a, unknown]\n  column: city',
      given: { 'shop.cities': { columns: 'city varchar', rows: '[[Porto], ["N/A "], [Unknown], ["-"]]' } },
      gives: { status: 'fail', failing: 2 },
    },
    {
      title: 'a dash is a text like any other',
      check: '- not_blank: true\n  column: city',
      given: { 'shop.cities': { columns: 'city varchar', rows: '[[Porto], ["-"]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
