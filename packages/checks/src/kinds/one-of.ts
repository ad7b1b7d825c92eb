import { id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { type Context, kind, type Scalar } from '../kind.ts';
import { family, isNumber } from '../types.ts';
import { listed, outOf } from '../wording.ts';

const options = z
  .array(z.union([z.string(), z.number(), z.boolean()]))
  .min(1)
  .describe('the values allowed');

const fails = (values: readonly Scalar[], { column, literal }: Context): Sql =>
  sql`${id(column)} not in (${join(values.map((value) => literal(value, column)))})`;

export const oneOf = kind({
  name: 'one_of',
  summary: 'Every value stands in a list; letters of different case are different values.',
  nulls: 'NULLs are not judged; their number is reported.',
  dimension: 'validity',
  on: 'column',
  filters: true,
  options,
  claim: (values, { column }) => `${column} is one of ${listed(values)}`,
  problems: (values, { column, columns }) => {
    const of = family(columns.find(({ name }) => name === column) ?? { type: '' });
    return values
      .filter((value) => (isNumber(of) && typeof value !== 'number') || (of === 'text' && typeof value !== 'string'))
      .map((value) => `${JSON.stringify(value)} is no ${of} value, which ${column} has`);
  },
  measure: (values, context) => ({
    rows: { shape: 'rows' },
    missing: { shape: 'missing', column: context.column },
    strange: { shape: 'vocabulary', column: context.column, fails: fails(values, context) },
  }),
  judge: ({ rows, missing, strange }, values) => {
    if (rows > 0 && missing === rows) return { skip: 'every value is NULL' };
    return {
      holds: strange === 0,
      failing: strange,
      judged: rows,
      missing,
      found: outOf(strange, rows - missing, 'values not in the list', missing),
      wanted: listed(values),
    };
  },
  rows: fails,
  examples: [
    {
      title: 'a value that is not in the list fails',
      check: '- one_of: [open, paid]\n  column: status',
      given: {
        'shop.orders': {
          columns: 'order_id bigint, status varchar',
          grain: ['order_id'],
          rows: "[[1, open], [2, Paid], [3, it's], [4, null]]",
        },
      },
      gives: { status: 'fail', failing: 2, found: '2 of 3 values not in the list, 1 NULL not judged' },
    },
    {
      title: 'numbers are compared as numbers',
      check: '- one_of: [1, 2.5]\n  column: rate',
      given: { 'shop.rates': { columns: 'rate decimal(18,2)', rows: '[[1], [2.5]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
