import { type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { ENDS, ends, endsProblems, endsText, hasEnd, outsideOf } from '../ends.ts';
import { expected, expectedProblems, unexpected } from '../expected-groups.ts';
import { by, countOf, groupsWhere } from '../groups.ts';
import { type Context, kind } from '../kind.ts';
import { counted } from '../wording.ts';

const options = z
  .strictObject({
    of: z
      .string()
      .min(1)
      .describe('an aggregate, such as avg(price), stddev(days) or try_divide(sum(net), sum(gross))'),
    ...ends,
    by,
    groups: expected,
  })
  .refine(hasEnd, ENDS);
type Options = z.infer<typeof options>;

const failing = (wanted: Options, context: Context): Sql => {
  const outside = sql`(@found is null or ${outsideOf(sql`@found`, wanted)})`;
  const figures = { found: context.expression(wanted.of) };
  const { by = [], groups } = wanted;
  if (!groups) return groupsWhere({ by, figures, where: outside }, context);
  return unexpected({ groups, by, outside, there: groupsWhere({ by, figures, where: sql`true` }, context) }, context);
};

export const aggregate = kind({
  name: 'aggregate',
  summary:
    'An aggregate lies within bounds, in all or in each group; where the groups are listed, none is new and none has vanished.',
  nulls: 'As the aggregate has it; an aggregate that is NULL fails, and a group whose key is NULL is a group.',
  dimension: 'accuracy',
  on: 'table',
  filters: true,
  options,
  claim: (wanted) => `${wanted.of} is ${endsText(wanted)}${wanted.by ? ` in each ${wanted.by.join(', ')}` : ''}`,
  problems: (wanted) => [...endsProblems(wanted), ...expectedProblems(wanted.groups, wanted.by)],
  measure: (wanted, context) => ({
    value: { shape: 'aggregate', expression: wanted.by ? sql`count(*)` : context.expression(wanted.of) },
    failing: { shape: 'query', query: countOf(failing(wanted, context)) },
  }),
  judge: ({ value, failing: groups }, wanted) => ({
    holds: Number(groups) === 0,
    failing: Number(groups),
    found: wanted.by ? counted(Number(groups), 'group at fault', 'groups at fault') : String(value ?? 'NULL'),
    wanted: `${endsText(wanted)}${wanted.groups ? ` in ${counted(wanted.groups.length, 'group')}` : ''}`,
  }),
  groups: (wanted, context) => ({ query: failing(wanted, context), tables: [context.table] }),
  examples: [
    {
      title: 'a sum that is too small',
      check: '- aggregate: { of: sum(total), at_least: 100 }',
      given: { 'shop.orders': { columns: 'total decimal(18,2)', rows: '[[10], [20.5], [null]]' } },
      gives: { status: 'fail', failing: 1, found: '30.50' },
    },
    {
      title: 'each country by itself; an aggregate of NULLs alone fails',
      check: '- aggregate: { of: max(total), at_most: 15, by: [country] }',
      given: {
        'shop.orders': {
          columns: 'country varchar, total decimal(18,2)',
          rows: '[[PT, 10], [PT, 20], [DE, 15], [FR, null]]',
        },
      },
      gives: { status: 'fail', failing: 2, found: '2 groups at fault' },
    },
    {
      title: 'a group that is new, one that vanished, and one that is too small',
      check:
        '- aggregate: { of: count(*), above: 1, by: [country, channel], groups: [[PT, web], [PT, shop], [DE, web]] }',
      given: {
        'shop.orders': {
          columns: 'country varchar, channel varchar',
          rows: '[[PT, web], [PT, web], [DE, web], [FR, web], [FR, web]]',
        },
      },
      gives: { status: 'fail', failing: 3, found: '3 groups at fault' },
    },
    {
      title: 'the median lies within strict ends',
      check: '- aggregate: { of: median(days), above: 2, below: 3 }',
      given: { 'shop.parcels': { columns: 'days integer', rows: '[[1], [2], [3], [9], [null]]' } },
      gives: { status: 'pass', found: '2.5' },
    },
  ],
});
