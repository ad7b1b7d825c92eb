import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { by } from '../groups.ts';
import type { Context } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { queryKind } from '../query-kind.ts';
import { roomyNamed, unlessRoomy } from '../types.ts';
import { counted } from '../wording.ts';

const options = z.union([
  z.literal(true).describe('each number is one more than the one before'),
  z.strictObject({
    step: z.number().positive().optional().describe('so much more'),
    from: z.number().optional().describe('the first number'),
    by,
  }),
]);
type Options = z.infer<typeof options>;

const breaks = (wanted: Options, { column, columns, relation }: Context): Sql => {
  const value = roomyNamed(column, columns);
  const { step = 1, from, by: keys = [] } = wanted === true ? {} : wanted;
  const names = keys.map((name) => id(name));
  const partition = names.length > 0 ? sql`partition by ${join(names)} ` : sql``;
  const steps = sql`select ${join([...names, sql`${value} as @this_value`, sql`lag(${value}) over (${partition}order by ${value}) as @value_before`])} from ${relation.from} where ${allOf(relation.where, sql`${id(column)} is not null`)}`;
  const start = from === undefined ? sql`` : sql` or (@value_before is null and @this_value <> ${from})`;
  return sql`select * from (${steps}) steps where @this_value - @value_before <> ${step}${start}`;
};

export const sequential = queryKind({
  name: 'sequential',
  summary: 'Numbers follow each other without a hole and without a repetition, in all or in each group.',
  nulls: 'NULLs are passed over.',
  dimension: 'completeness',
  on: 'column',
  options,
  claim: (wanted, { column }) =>
    `${column} has no holes${wanted !== true && wanted.by ? ` in each ${wanted.by.join(', ')}` : ''}`,
  problems: (wanted, context) => [
    ...missingColumns((wanted === true ? undefined : wanted.by) ?? [], context),
    ...unlessRoomy(context, '; no_gaps is for days, weeks and months'),
  ],
  offenders: breaks,
  found: (count) => counted(count, 'break'),
  wanted: (wanted) => `steps of ${(wanted === true ? undefined : wanted.step) ?? 1}`,
  examples: [
    {
      title: 'a number that is missing and one that stands twice',
      check: '- sequential: true\n  column: invoice',
      given: { 'shop.invoices': { columns: 'invoice integer', rows: '[[7], [8], [8], [10], [null]]' } },
      gives: { status: 'fail', failing: 2, found: '2 breaks' },
    },
    {
      title: 'lines of an order count from 1',
      check: '- sequential: { from: 1, by: [order_id] }\n  column: line',
      given: { 'shop.lines': { columns: 'order_id integer, line integer', rows: '[[1, 2], [1, 1], [2, 2]]' } },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'tens',
      check: '- sequential: { step: 10 }\n  column: place',
      given: { 'shop.shelves': { columns: 'place integer', rows: '[[30], [10], [20]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
