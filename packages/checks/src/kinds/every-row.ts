import { sql as text } from '@assay/core';
import * as z from 'zod';
import { kind } from '../kind.ts';
import { counted } from '../wording.ts';

const BROKEN = text`not coalesce(judged.holds, false)`;

export const everyRow = kind({
  name: 'every_row',
  summary:
    'Every row of a query of your own holds: its column `holds` is true. What the query leaves out is not judged.',
  nulls: 'NULL in `holds` is not true. A query without rows skips.',
  dimension: 'accuracy',
  on: 'table',
  filters: false,
  options: z
    .string()
    .min(1)
    .describe('one select in Databricks SQL with a boolean column `holds`: days, months, groups that are large enough'),
  claim: (query) => `every row holds of: ${query.trim().replace(/\s+/g, ' ').slice(0, 100)}`,
  measure: (query, { query: bound }) => ({
    // Minus one says that nothing was judged, so that the query runs once
    broken: {
      shape: 'query',
      query: text`select case when count(*) = 0 then -1 else count(case when ${BROKEN} then 1 end) end from (${bound(query)}\n) judged`,
    },
  }),
  judge: ({ broken }) => {
    const failing = Number(broken);
    if (failing < 0) return { skip: 'nothing in it is large enough to be judged' };
    return { holds: failing === 0, failing, found: counted(failing, 'row'), wanted: 'no rows' };
  },
  groups: (query, context) => ({
    query: text`select * from (${context.query(query)}\n) judged where ${BROKEN}`,
    tables: [context.table],
  }),
  examples: [
    {
      title: 'a day that was all cancelled; days with fewer than two orders are not judged',
      check:
        "- every_row: |\n    select day, count(*) as orders, count_if(status = 'cancelled') < count(*) as holds\n    from shop.orders group by day having count(*) >= 2",
      given: {
        'shop.orders': {
          columns: 'day date, status varchar',
          rows: '[[2025-01-01, cancelled], [2025-01-02, cancelled], [2025-01-02, cancelled], [2025-01-03, paid], [2025-01-03, null]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 row' },
    },
    {
      title: 'NULL does not hold',
      check: '- every_row: select id, total > 0 as holds from shop.orders',
      given: { 'shop.orders': { columns: 'id bigint, total bigint', rows: '[[1, 5], [2, null]]' } },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'every row holds',
      check: '- every_row: select id, total > 0 as holds from shop.orders',
      given: { 'shop.orders': { columns: 'id bigint, total bigint', rows: '[[1, 5], [2, 6]]' } },
      gives: { status: 'pass', failing: 0 },
    },
    {
      title: 'nothing that is large enough',
      check: '- every_row: select day, true as holds from shop.orders group by day having count(*) >= 2',
      given: { 'shop.orders': { columns: 'day date', rows: '[[2025-01-01]]' } },
      gives: { status: 'skip' },
    },
  ],
});
