import { id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import type { Context, Scalar } from '../kind.ts';
import { valueKind } from '../value-kind.ts';
import { listed } from '../wording.ts';

const options = z
  .array(z.union([z.string(), z.number(), z.boolean()]))
  .min(1)
  .describe('the values allowed');

const fails = (values: readonly Scalar[], { column, literal }: Context): Sql =>
  sql`${id(column)} not in (${join(values.map((value) => literal(value, column)))})`;

export const oneOf = valueKind({
  name: 'one_of',
  summary: 'Every value stands in a list; letters of different case are different values.',
  options,
  claim: (values, { column }) => `${column} is one of ${listed(values)}`,
  fails,
  failing: 'values not in the list',
  wanted: listed,
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
