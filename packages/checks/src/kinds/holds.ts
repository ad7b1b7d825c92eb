import { sql } from '@assay/core';
import * as z from 'zod';
import { rowKind } from '../row-kind.ts';
import { mentioned } from '../sql-text.ts';

export const holds = rowKind({
  name: 'holds',
  summary: 'A predicate is true for every row.',
  nulls: 'A predicate that is NULL fails.',
  on: 'table',
  options: z.string().min(1).describe('a predicate in Databricks SQL over the columns of the table'),
  claim: (predicate) => predicate,
  fails: (predicate, { expression }) => sql`(${expression(predicate)}) is not true`,
  shows: (predicate, { columns }) =>
    mentioned(
      predicate,
      columns.map(({ name }) => name),
    ),
  failing: 'rows do not hold',
  wanted: (predicate) => predicate,
  examples: [
    {
      title: 'a total that is not its parts fails, and so does a NULL',
      check: '- holds: total = net + tax\n  name: the total is the sum of its parts',
      given: {
        'shop.orders': {
          columns: 'order_id bigint, net decimal(18,2), tax decimal(18,2), total decimal(18,2)',
          grain: ['order_id'],
          rows: '[[1, 10, 2, 12], [2, 10, 2, 13], [3, 10, null, 10]]',
        },
      },
      gives: { status: 'fail', failing: 2, found: '2 of 3 rows do not hold' },
    },
    {
      title: 'where narrows the rows, and as_of is known',
      check: '- holds: day <= :as_of\n  where: total > 0',
      given: { 'shop.days': { columns: 'day date, total bigint', rows: '[[2025-12-31, 5], [9999-01-01, 0]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
