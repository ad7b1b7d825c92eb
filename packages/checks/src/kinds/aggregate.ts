import { allOf, id, join, type Sql, sql } from '@assay/core';
import { z } from 'zod';
import { type Context, kind } from '../kind.ts';
import { counted } from '../wording.ts';

const options = z
  .strictObject({
    of: z.string().min(1).describe('an aggregate, such as avg(price) or percentile(days, 0.9)'),
    at_least: z.number().optional(),
    at_most: z.number().optional(),
    by: z.array(z.string().min(1)).min(1).optional().describe('each group is held to the bounds'),
  })
  .refine(({ at_least, at_most }) => at_least !== undefined || at_most !== undefined, 'at_least or at_most');
type Options = z.infer<typeof options>;

const range = ({ at_least, at_most }: Options): string =>
  [
    ...(at_least === undefined ? [] : [`at least ${at_least}`]),
    ...(at_most === undefined ? [] : [`at most ${at_most}`]),
  ].join(' and ');

const outside = ({ at_least, at_most }: Options): Sql =>
  join(
    [
      sql`v is null`,
      ...(at_least === undefined ? [] : [sql`v < ${at_least}`]),
      ...(at_most === undefined ? [] : [sql`v > ${at_most}`]),
    ],
    ' or ',
  );

const groups = (wanted: Options, { relation, expression }: Context): Sql => {
  const by = wanted.by ?? [];
  const keys = by.map((key, i) => sql`${expression(key)} as ${id(/^\w+$/.test(key) ? key : `group_${i + 1}`)}`);
  const grouped = by.length > 0 ? sql` group by ${join(by.map((key) => expression(key)))}` : sql``;
  const values = sql`select ${join([...keys, sql`${expression(wanted.of)} as v`])} from ${relation.from} where ${allOf(relation.where)}${grouped}`;
  return sql`select * from (${values}) aggregates where ${outside(wanted)}`;
};

export const aggregate = kind({
  name: 'aggregate',
  summary: 'An aggregate lies within bounds, in all or in each group.',
  nulls: 'As the aggregate has it; an aggregate that is NULL fails.',
  dimension: 'accuracy',
  on: 'table',
  filters: true,
  options,
  claim: (wanted) => `${wanted.of} is ${range(wanted)}${wanted.by ? ` in each ${wanted.by.join(', ')}` : ''}`,
  problems: ({ at_least, at_most }) =>
    at_least !== undefined && at_most !== undefined && at_least > at_most
      ? [`at least ${at_least} and at most ${at_most} holds for nothing`]
      : [],
  measure: (wanted, context) => ({
    value: { shape: 'aggregate', expression: wanted.by ? sql`count(*)` : context.expression(wanted.of) },
    failing: { shape: 'query', query: sql`select count(*) from (${groups(wanted, context)}) failing` },
  }),
  judge: ({ value, failing }, wanted) => ({
    holds: Number(failing) === 0,
    failing: Number(failing),
    found: wanted.by ? counted(Number(failing), 'group outside', 'groups outside') : String(value ?? 'NULL'),
    wanted: range(wanted),
  }),
  groups: (wanted, context) => ({ query: groups(wanted, context), tables: [context.table] }),
  examples: [
    {
      title: 'a sum that is too small',
      check: '- aggregate: { of: sum(total), at_least: 100 }',
      given: { 'shop.orders': { columns: 'total decimal(18,2)', rows: [[10], [20.5], [null]] } },
      gives: { status: 'fail', failing: 1, found: '30.50' },
    },
    {
      title: 'each country by itself',
      check: '- aggregate: { of: max(total), at_most: 15, by: [country] }',
      given: {
        'shop.orders': {
          columns: 'country varchar, total decimal(18,2)',
          rows: [
            ['PT', 10],
            ['PT', 20],
            ['DE', 15],
            ['FR', null],
          ],
        },
      },
      gives: { status: 'fail', failing: 2, found: '2 groups outside' },
    },
  ],
});
