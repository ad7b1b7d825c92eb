import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { type Context, kind, type Scalar } from '../kind.ts';
import { counted, listed } from '../wording.ts';

const absent = (values: readonly Scalar[], { column, relation, literal }: Context): Sql => {
  const wanted = join(
    values.map((value) => sql`select ${literal(value, column)} as absent`),
    ' union all ',
  );
  const there = sql`select ${id(column)} from ${relation.from} where ${allOf(relation.where, sql`${id(column)} is not null`)}`;
  return sql`select absent from (${wanted}) wanted where absent not in (${there})`;
};

export const containsAll = kind({
  name: 'contains_all',
  summary: 'Each value of a list occurs at least once.',
  nulls: 'NULL is no value.',
  dimension: 'completeness',
  on: 'column',
  filters: true,
  options: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .min(1)
    .describe('the values that have to occur'),
  claim: (values, { column }) => `${column} has each of ${listed(values)}`,
  measure: (values, context) => ({
    absent: { shape: 'query', query: sql`select count(*) from (${absent(values, context)}) absent` },
  }),
  judge: ({ absent: found }, values) => ({
    holds: Number(found) === 0,
    failing: Number(found),
    judged: values.length,
    found: `${counted(Number(found), 'value')} of ${values.length} absent`,
    wanted: listed(values),
  }),
  groups: (values, context) => ({ query: absent(values, context), tables: [context.table] }),
  examples: [
    {
      title: 'a channel that sold nothing',
      check: '- contains_all: [web, shop, phone]\n  column: channel',
      given: { 'shop.orders': { columns: 'channel varchar', rows: '[[web], [shop], [web], [null]]' } },
      gives: { status: 'fail', failing: 1, found: '1 value of 3 absent' },
    },
    {
      title: 'more is no fault',
      check: '- contains_all: [1, 2]\n  column: score',
      given: { 'shop.scores': { columns: 'score integer', rows: '[[1], [2], [3]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
