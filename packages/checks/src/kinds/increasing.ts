import { allOf, id, join, type Sql, sql } from '@assay/core';
import { z } from 'zod';
import { type Context, kind } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { counted } from '../wording.ts';

const options = z.strictObject({
  along: z.string().describe('the column that orders the rows'),
  by: z.array(z.string()).optional().describe('each group has an order of its own'),
  strictly: z.boolean().optional().describe('equal values break the order too'),
  step: z.number().positive().optional().describe('each value is exactly so much more than the one before'),
});
type Options = z.infer<typeof options>;

const steps = ({ along, by = [], strictly, step }: Options, { column, relation }: Context): Sql => {
  const value = id(column);
  const groups = by.map((name) => id(name));
  const partition = by.length > 0 ? sql`partition by ${join(groups)} ` : sql``;
  const stepped = sql`select ${join([...groups, id(along), sql`${value} as this_value`, sql`lag(${value}) over (${partition}order by ${id(along)}, ${value}) as value_before`])} from ${relation.from} where ${allOf(relation.where, sql`${value} is not null`)}`;
  const breaks =
    step === undefined
      ? strictly
        ? sql`this_value <= value_before`
        : sql`this_value < value_before`
      : sql`this_value - value_before <> ${step}`;
  return sql`select * from (${stepped}) steps where ${breaks}`;
};

export const increasing = kind({
  name: 'increasing',
  summary: 'Values do not fall along another column; strictly, they rise; with a step, they rise by just that.',
  nulls: 'Rows without a value are passed over.',
  dimension: 'consistency',
  on: 'column',
  filters: true,
  options,
  claim: ({ along, strictly, step }, { column }) =>
    `${column} ${step === undefined ? (strictly ? 'rises' : 'never falls') : `rises by ${step}`} along ${along}`,
  problems: ({ along, by = [] }, context) => missingColumns([along, ...by], context),
  measure: (wanted, context) => ({
    breaks: { shape: 'query', query: sql`select count(*) from (${steps(wanted, context)}) breaks` },
  }),
  judge: ({ breaks }, { step }) => ({
    holds: Number(breaks) === 0,
    failing: Number(breaks),
    found: `${counted(Number(breaks), 'row')} out of order`,
    wanted: step === undefined ? 'in order' : `steps of ${step}`,
  }),
  groups: (wanted, context) => ({ query: steps(wanted, context), tables: [context.table] }),
  examples: [
    {
      title: 'a meter that runs backwards',
      check: '- increasing: { along: day, by: [meter] }\n  column: reading',
      given: {
        'shop.readings': {
          columns: 'meter varchar, day date, reading integer',
          rows: [
            ['a', '2025-01-01', 5],
            ['a', '2025-01-02', 5],
            ['a', '2025-01-03', 4],
            ['a', '2025-01-04', null],
            ['b', '2025-01-01', 1],
          ],
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 row out of order' },
    },
    {
      title: 'equal values where it has to rise',
      check: '- increasing: { along: id, strictly: true }\n  column: at',
      given: {
        'shop.events': {
          columns: 'id integer, at integer',
          rows: [
            [1, 1],
            [2, 1],
            [3, 2],
          ],
        },
      },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'line numbers without holes',
      check: '- increasing: { along: line, by: [order_id], step: 1 }\n  column: line',
      given: {
        'shop.lines': {
          columns: 'order_id integer, line integer',
          rows: [
            [1, 1],
            [1, 2],
            [2, 1],
            [2, 3],
          ],
        },
      },
      gives: { status: 'fail', failing: 1 },
    },
  ],
});
