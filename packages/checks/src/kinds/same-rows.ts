import { allOf, id, join, own, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import type { Context } from '../kind.ts';
import { missingColumns, unlessAlikeThere } from '../names.ts';
import { queryKind } from '../query-kind.ts';
import { counted } from '../wording.ts';

const options = z.strictObject({
  as: z.string().describe('the other table'),
  columns: z.array(z.string()).min(1).optional().describe('the columns compared; all of this table when absent'),
  by: z.array(z.string()).min(1).optional().describe('match rows by these keys, and say which columns differ'),
  where: z.string().min(1).optional().describe('the rows of the other table that count'),
});
type Options = z.infer<typeof options>;

const compared = ({ columns, by }: Options, context: Context): readonly string[] => [
  ...new Set([...(by ?? []), ...(columns ?? context.columns.map(({ name }) => name))]),
];

/** The rows of both tables, each with the side it stands on. */
const sides = (wanted: Options, context: Context): Sql => {
  const names = join(compared(wanted, context).map((name) => id(name)));
  const where = wanted.where ? context.expression(wanted.where, wanted.as) : undefined;
  return sql`select ${names}, 1 as @here, 0 as @there from ${context.relation.from} where ${allOf(context.relation.where)} union all select ${names}, 0 as @here, 1 as @there from ${context.from(wanted.as)} where ${allOf(where)}`;
};

/** Rows that stand on one side more often than on the other. */
const wholeRows = (wanted: Options, context: Context): Sql => {
  const names = join(compared(wanted, context).map((name) => id(name)));
  return sql`select ${names}, sum(@here) as @here, sum(@there) as @there from (${sides(wanted, context)}) sides group by ${names} having sum(@here) <> sum(@there)`;
};

/** Keys that do not stand once on each side, and those whose columns differ, with the names of these. */
const byKey = (keys: readonly string[], wanted: Options, context: Context): Sql => {
  const others = compared(wanted, context).filter((name) => !keys.includes(name));
  const key = join(keys.map((name) => id(name)));
  const value = (name: string, side: Sql) => sql`max(case when ${side} = 1 then ${id(name)} end)`;
  const differs = others.map(
    (name, i) => sql`${value(name, sql`@here`)} is distinct from ${value(name, sql`@there`)} as ${own(`d_${i}`)}`,
  );
  const pairs = sql`select ${join([key, sql`sum(@here) as @here`, sql`sum(@there) as @there`, ...differs])} from (${sides(wanted, context)}) sides group by ${key}`;
  const names = join([sql`', '`, ...others.map((name, i) => sql`case when ${own(`d_${i}`)} then ${name} end`)]);
  const faults = join([sql`@here <> 1`, sql`@there <> 1`, ...others.map((_, i) => own(`d_${i}`))], ' or ');
  return sql`select ${key}, @here, @there, case when @here = 1 and @there = 1 then concat_ws(${names}) end as @differing from (${pairs}) pairs where ${faults}`;
};

export const sameRows = queryKind({
  name: 'same_rows',
  summary:
    'The table holds just the rows of another, as often as there, in the columns compared; by keys, it says which columns differ.',
  nulls: 'NULL equals NULL.',
  dimension: 'consistency',
  on: 'table',
  judgesEmpty: true,
  options,
  claim: ({ as, columns, by }) =>
    `the same ${columns ? columns.join(', ') : 'rows'} as ${as}${by ? `, by ${by.join(', ')}` : ''}`,
  problems: (wanted, context) => {
    const there = context.columnsOf(wanted.as);
    if (!there) return context.unknownTable(wanted.as);
    const names = compared(wanted, context);
    if (names.length === wanted.by?.length) return ['same_rows by all columns compares nothing else; leave by: out'];
    const other = { table: wanted.as, columns: there };
    return [...missingColumns(names, context), ...missingColumns(names, other)];
  },
  clashes: (wanted, context) => {
    const names = compared(wanted, context);
    return unlessAlikeThere(
      [names, context],
      [names, { table: wanted.as, columns: context.columnsOf(wanted.as) ?? [] }],
    );
  },
  offenders: (wanted, context) => (wanted.by ? byKey(wanted.by, wanted, context) : wholeRows(wanted, context)),
  reads: ({ as }) => [as],
  found: (count, { by }) =>
    by
      ? counted(count, 'key with another row', 'keys with other rows')
      : `${counted(count, 'row')} on one side only or not as often`,
  wanted: ({ as }) => `the rows of ${as}`,
  examples: [
    {
      title: 'one row changed, one stands twice',
      check: '- same_rows: { as: shop.copy }',
      given: {
        'shop.prices': { columns: 'sku varchar, price integer', rows: '[[tea, 1], [pot, 9], [cup, null]]' },
        'shop.copy': { columns: 'sku varchar, price integer', rows: '[[tea, 2], [pot, 9], [pot, 9], [cup, null]]' },
      },
      gives: { status: 'fail', failing: 3 },
    },
    {
      title: 'matched by key: a price that changed, a name that is gone, a key on one side, one that stands twice',
      check: '- same_rows: { as: shop.copy, by: [sku] }',
      given: {
        'shop.prices': {
          columns: 'sku varchar, price integer, name varchar',
          rows: '[[tea, 1, Tea], [pot, 9, Pot], [cup, null, null], [jug, 7, Jug], [lid, 2, Lid], [lid, 2, Lid]]',
        },
        'shop.copy': {
          columns: 'sku varchar, price integer, name varchar',
          rows: '[[tea, 2, Tea], [pot, 9, null], [cup, null, null], [lid, 2, Lid]]',
        },
      },
      gives: { status: 'fail', failing: 4, found: '4 keys with other rows' },
    },
    {
      title: 'in the columns compared',
      check: '- same_rows: { as: shop.copy, columns: [sku], where: price > 0 }',
      given: {
        'shop.prices': { columns: 'sku varchar, price integer', rows: '[[tea, 1]]' },
        'shop.copy': { columns: 'sku varchar, price integer', rows: '[[tea, 2], [pot, 0]]' },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
