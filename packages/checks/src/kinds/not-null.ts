import { id, sql } from '@assay/core';
import * as z from 'zod';
import { kind } from '../kind.ts';
import { outOf } from '../wording.ts';

export const notNull = kind({
  name: 'not_null',
  summary: 'Every row has a value in the column.',
  nulls: 'A NULL fails.',
  dimension: 'completeness',
  on: 'column',
  filters: true,
  options: z.literal(true),
  claim: (_, { column }) => `${column} is never NULL`,
  measure: (_, { column }) => ({ rows: { shape: 'rows' }, missing: { shape: 'missing', column } }),
  judge: ({ rows, missing }) => ({
    holds: missing === 0,
    failing: missing,
    judged: rows,
    found: outOf(missing, rows, 'are NULL'),
    wanted: 'no NULL',
  }),
  rows: (_, { column }) => sql`${id(column)} is null`,
  examples: [
    {
      title: 'an order without a customer fails',
      check: '- not_null: true\n  column: customer',
      given: {
        'shop.orders': {
          columns: 'order_id bigint, customer varchar',
          grain: ['order_id'],
          rows: '[[1, Ada], [2, null], [3, null]]',
        },
      },
      gives: { status: 'fail', failing: 2, found: '2 of 3 are NULL' },
    },
    {
      title: 'an empty string is a value',
      check: '- not_null: true\n  column: customer',
      given: { 'shop.orders': { columns: 'order_id bigint, customer varchar', rows: '[[1, ""]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
