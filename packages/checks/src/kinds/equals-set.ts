import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { countOf, unionAll } from '../groups.ts';
import { type Context, kind, type Scalar } from '../kind.ts';
import { counted, listed } from '../wording.ts';

const differing = (values: readonly Scalar[], { column, relation, literal }: Context): Sql => {
  const list = values.map((value) => literal(value, column));
  const wanted = unionAll(list.map((value) => sql`select ${value} as found`));
  const there = sql`select distinct ${id(column)} as found from ${relation.from} where ${allOf(relation.where, sql`${id(column)} is not null`)}`;
  return unionAll([
    sql`select found, 'not in the list' as fault from (${there}) there where found not in (${join(list)})`,
    sql`select found, 'absent' as fault from (${wanted}) wanted where found not in (${there})`,
  ]);
};

export const equalsSet = kind({
  name: 'equals_set',
  summary: 'The values of a column are those of a list: each occurs, and no other.',
  nulls: 'NULL is no value; a column without values lacks them all.',
  dimension: 'validity',
  on: 'column',
  filters: true,
  options: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .min(1)
    .describe('all values that there are'),
  claim: (values, { column }) => `${column} has the values ${listed(values)} and no others`,
  measure: (values, context) => ({
    differing: { shape: 'query', query: countOf(differing(values, context)) },
  }),
  judge: ({ differing: found }, values) => ({
    holds: Number(found) === 0,
    failing: Number(found),
    judged: values.length,
    found: counted(Number(found), 'value absent or not in the list', 'values absent or not in the list'),
    wanted: listed(values),
  }),
  groups: (values, context) => ({ query: differing(values, context), tables: [context.table] }),
  examples: [
    {
      title: 'one value absent, another not in the list',
      check: '- equals_set: [web, shop]\n  column: channel',
      given: { 'shop.orders': { columns: 'channel varchar', rows: '[[web], [phone], [phone], [null]]' } },
      gives: { status: 'fail', failing: 2, found: '2 values absent or not in the list' },
    },
    {
      title: 'how often does not matter',
      check: '- equals_set: [1, 2]\n  column: score',
      given: { 'shop.scores': { columns: 'score integer', rows: '[[2], [1], [2], [null]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
