import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { type Context, kind } from '../kind.ts';
import { percentage, sidesOfShare } from '../percentages.ts';
import { counted } from '../wording.ts';

const aggregate = z.string().min(1);
const keys = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  of: aggregate.describe('an aggregate over this table, such as sum(total_revenue)'),
  equals: z.strictObject({
    table: z.string().describe('the other table'),
    of: aggregate.optional().describe('the aggregate there; the same when absent'),
    where: z.string().min(1).optional(),
    by: keys.optional().describe('the expressions that group there; the same when absent'),
  }),
  by: keys.optional().describe('compare group by group, by these expressions'),
  within: z
    .union([z.number().nonnegative(), percentage])
    .optional()
    .describe('the difference allowed; none when absent'),
});
type Options = z.infer<typeof options>;

interface Side {
  readonly of: Sql;
  readonly by: readonly Sql[];
  readonly from: Sql;
  readonly where: Sql | undefined;
}

const sidesOf = ({ of, equals, by = [] }: Options, context: Context): { here: Side; there: Side } => {
  const { expression, relation, from } = context;
  return {
    here: { of: expression(of), by: by.map((key) => expression(key)), from: relation.from, where: relation.where },
    there: {
      of: expression(equals.of ?? of, equals.table),
      by: (equals.by ?? by).map((key) => expression(key, equals.table)),
      from: from(equals.table),
      where: equals.where ? expression(equals.where, equals.table) : undefined,
    },
  };
};

const total = ({ of, from, where }: Side): Sql => sql`select coalesce(${of}, 0) from ${from} where ${allOf(where)}`;

/** The groups whose two values differ by more than is allowed. */
const differing = (wanted: Options, context: Context): Sql => {
  const { by = [], within = 0 } = wanted;
  const { here, there } = sidesOf(wanted, context);
  const keys = by.map((_, i) => id(`k_${i}`));
  const side = ({ by: groups, of, from, where }: Side, values: Sql): Sql => {
    const named = groups.map((group, i) => sql`${group} as ${id(`k_${i}`)}`);
    const grouped = groups.length > 0 ? sql` group by ${join(groups)}` : sql``;
    return sql`select ${join([...named.map((_, i) => id(`k_${i}`)), values])} from (select ${join([...named, sql`${of} as v`])} from ${from} where ${allOf(where)}${grouped}) side`;
  };
  const both = sql`${side(here, sql`v as here, 0 as there`)} union all ${side(there, sql`0 as here, v as there`)}`;
  const grouped = keys.length > 0 ? sql` group by ${join(keys)}` : sql``;
  const sums = sql`select ${join([...keys, sql`coalesce(sum(here), 0) as here`, sql`coalesce(sum(there), 0) as there`])} from (${both}) sides${grouped}`;
  const shown = by.map((key, i) => sql`${id(`k_${i}`)} as ${id(/^\w+$/.test(key) ? key : `group_${i + 1}`)}`);
  const differs =
    typeof within === 'number'
      ? { part: sql`abs(here - there)`, share: sql`${within}` }
      : sidesOfShare(sql`abs(here - there)`, sql`abs(there)`, within);
  return sql`select ${join([...shown, sql`here`, sql`there`])} from (${sums}) compared where ${differs.part} > ${differs.share}`;
};

export const reconcile = kind({
  name: 'reconcile',
  summary: 'An aggregate equals an aggregate of another table, in all or group by group; what is absent counts as 0.',
  nulls: 'An aggregate that is NULL counts as 0; a group whose key is NULL is a group.',
  dimension: 'consistency',
  on: 'table',
  filters: true,
  judgesEmpty: true,
  options,
  claim: ({ of, equals, by }) =>
    `${of} equals ${equals.of ?? of} of ${equals.table}${by ? `, by ${by.join(', ')}` : ''}`,
  problems: ({ by = [], equals }, { unknownTable }) => [
    ...unknownTable(equals.table),
    ...(equals.by && equals.by.length !== by.length ? ['by has to name as many expressions on both sides'] : []),
  ],
  measure: (wanted, context) => {
    const { here, there } = sidesOf(wanted, context);
    const scalar = (side: Side): Sql => (wanted.by ? sql`select null` : total(side));
    return {
      differing: { shape: 'query', query: sql`select count(*) from (${differing(wanted, context)}) differing` },
      here: { shape: 'query', query: scalar(here) },
      there: { shape: 'query', query: scalar(there) },
    };
  },
  judge: ({ differing: groups, here, there }, { by, equals, within }) => ({
    holds: Number(groups) === 0,
    failing: Number(groups),
    found: by
      ? `${counted(Number(groups), 'group differs', 'groups differ')}`
      : `${here} here, ${there} in ${equals.table}`,
    wanted: `equal to ${equals.table}${within === undefined ? '' : `, within ${within}`}`,
  }),
  groups: (wanted, context) => ({
    query: differing(wanted, context),
    tables: [context.table, wanted.equals.table],
  }),
  examples: [
    {
      title: 'totals must agree to the cent',
      check: "- reconcile: { of: sum(revenue), equals: { table: shop.lines, of: sum(total), where: status = 'paid' } }",
      given: {
        'shop.days': {
          columns: 'day date, revenue decimal(18,2)',
          rows: '[[2025-01-01, 10], [2025-01-02, 5.01], [2025-01-03, null]]',
        },
        'shop.lines': {
          columns: 'day date, total decimal(18,2), status varchar',
          rows: '[[2025-01-01, 10, paid], [2025-01-02, 5, paid], [2025-01-02, 9, open]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '15.01 here, 15.00 in shop.lines' },
    },
    {
      title: 'group by group; a day without lines is a day of 0',
      check:
        '- reconcile:\n    of: sum(revenue)\n    by: [month]\n    equals: { table: shop.lines, of: sum(total), by: ["trunc(day, \'MM\')"] }',
      given: {
        'shop.months': {
          columns: 'month date, revenue decimal(18,2)',
          rows: '[[2025-01-01, 10], [2025-02-01, 0], [2025-03-01, 7]]',
        },
        'shop.lines': { columns: 'day date, total decimal(18,2)', rows: '[[2025-01-15, 10], [2025-04-01, 3]]' },
      },
      gives: { status: 'fail', failing: 2, found: '2 groups differ' },
    },
    {
      title: 'within a tolerance',
      check: '- reconcile: { of: sum(revenue), within: 1%, equals: { table: shop.lines } }',
      given: {
        'shop.months': { columns: 'revenue decimal(18,2)', rows: '[[101]]' },
        'shop.lines': { columns: 'revenue decimal(18,2)', rows: '[[100]]' },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
