import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import type { Context, Scalar } from '../kind.ts';
import { queryKind } from '../query-kind.ts';
import { counted, listed } from '../wording.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const values = z.array(scalar).min(1);
const options = z.union([
  scalar.describe('the most common value'),
  values.describe('the values that may be the most common'),
  z.strictObject({
    one_of: values,
    ties: z.literal('allowed').describe('other values may be just as common'),
  }),
]);
type Options = z.infer<typeof options>;

const listOf = (wanted: Options): readonly Scalar[] =>
  Array.isArray(wanted) ? wanted : typeof wanted === 'object' ? wanted.one_of : [wanted];

const strange = (wanted: Options, { column, relation, literal }: Context): Sql => {
  const list = sql`(${join(listOf(wanted).map((value) => literal(value, column)))})`;
  const counts = sql`select ${id(column)} as found, count(*) as times from ${relation.from} where ${allOf(relation.where, sql`${id(column)} is not null`)} group by ${id(column)}`;
  const ranked = sql`select found, times, max(times) over () as most, coalesce(max(case when found in ${list} then times end) over (), 0) as listed from (${counts}) counts`;
  const ties = typeof wanted === 'object' && 'ties' in wanted ? sql` and times > listed` : sql``;
  return sql`select found, times from (${ranked}) ranked where times = most and found not in ${list}${ties}`;
};

export const mostCommon = queryKind({
  name: 'most_common',
  summary: 'The most common value stands in a list, and so does every other that is just as common.',
  nulls: 'NULL is no value; a column without values skips.',
  dimension: 'accuracy',
  on: 'column',
  needsValues: true,
  options,
  claim: (wanted, { column }) => `the most common ${column} is ${listed(listOf(wanted))}`,
  offenders: strange,
  found: (count) => counted(count, 'most common value not in the list', 'most common values not in the list'),
  wanted: (wanted) => listed(listOf(wanted)),
  examples: [
    {
      title: 'a tie with a value that is not in the list fails',
      check: '- most_common: [web, shop]\n  column: channel',
      given: {
        'shop.orders': {
          columns: 'channel varchar',
          rows: '[[web], [phone], [web], [phone], [shop], [null], [null], [null]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 most common value not in the list' },
    },
    {
      title: 'unless ties are allowed',
      check: '- most_common: { one_of: [web], ties: allowed }\n  column: channel',
      given: { 'shop.orders': { columns: 'channel varchar', rows: '[[web], [phone]]' } },
      gives: { status: 'pass', failing: 0 },
    },
    {
      title: 'a single value',
      check: '- most_common: 2\n  column: items',
      given: { 'shop.orders': { columns: 'items integer', rows: '[[1], [2], [2]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
