import { sql as text } from '@assay/core';
import * as z from 'zod';
import { kind } from '../kind.ts';
import { counted } from '../wording.ts';

const oneLine = (query: string): string => {
  const line = query.trim().replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
};

export const sql = kind({
  name: 'sql',
  summary: 'A query of your own gives no rows; the rows that it gives are the offenders.',
  nulls: 'What NULL means is up to the query.',
  dimension: 'accuracy',
  on: 'table',
  filters: false,
  options: z.string().min(1).describe('one select in Databricks SQL; tables with their schema, :as_of and settings'),
  claim: (query) => `no rows from: ${oneLine(query)}`,
  measure: (query, context) => ({
    rows: { shape: 'rows' },
    offenders: { shape: 'query', query: text`select count(*) from (${context.query(query)}\n) offenders` },
  }),
  judge: ({ rows, offenders }) => ({
    holds: Number(offenders) === 0,
    failing: Number(offenders),
    judged: rows,
    found: counted(Number(offenders), 'row'),
    wanted: 'no rows',
  }),
  groups: (query, context) => ({ query: context.query(query), tables: [context.table] }),
  examples: [
    {
      title: 'the rows of the query are the offenders',
      check:
        '- sql: |\n    select customer_id, count(*) as orders -- everybody once\n    from shop.orders where day <= :as_of\n    group by customer_id having count(*) > 1;\n  name: everybody orders once',
      given: {
        'shop.orders': {
          columns: 'customer_id bigint, day date',
          rows: '[[1, 2025-01-01], [1, 2025-01-02], [2, 2026-01-01], [2, 2026-01-02]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 row' },
    },
    {
      title: 'no rows, no fault',
      check: '- sql: with none as (select 1 as one where 1 = 0) select * from none\n  name: nothing',
      given: { 'shop.orders': { columns: 'customer_id bigint', rows: '[[1]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
