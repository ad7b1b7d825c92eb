import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { columnElsewhere, splitColumn } from '../column-elsewhere.ts';
import { type Context, kind } from '../kind.ts';
import { missingColumns, unlessAlikeThere } from '../names.ts';
import { outOf } from '../wording.ts';

const names = z.array(z.string()).min(1);
const options = z.union([
  columnElsewhere.describe('the column that the values come from'),
  z.strictObject({
    columns: names.describe('the columns here'),
    to: z.string().describe('the other table'),
    keys: names.optional().describe('its columns, in the same order; the same names when absent'),
    where: z.string().min(1).optional().describe('the rows of the other table that may be referred to'),
  }),
]);
type Options = z.infer<typeof options>;

const ends = (wanted: Options, { column }: Context) => {
  if (typeof wanted !== 'string')
    return { here: wanted.columns, to: wanted.to, there: wanted.keys ?? wanted.columns, where: wanted.where };
  const there = splitColumn(wanted);
  return { here: [column], to: there.table, there: [there.column], where: undefined };
};

/** The rows of the other table that count, as something to select from. */
const parents = ({ to, where }: ReturnType<typeof ends>, { from, expression }: Context): Sql =>
  where === undefined ? from(to) : sql`(select * from ${from(to)} where ${expression(where, to)})`;

export const references = kind({
  name: 'references',
  summary: 'Every key stands in another table.',
  nulls: 'A key that holds a NULL refers to nothing and passes.',
  dimension: 'consistency',
  on: 'either',
  filters: true,
  options,
  claim: (wanted, context) => {
    const { here, to } = ends(wanted, context);
    return `every ${here.join(', ')} stands in ${to}`;
  },
  problems: (wanted, context) => {
    if (typeof wanted === 'string' && !context.column) return ['references needs a column, or { columns, to }'];
    const { here, to, there } = ends(wanted, context);
    const columns = context.columnsOf(to);
    if (!columns) return context.unknownTable(to);
    const unknown = [...missingColumns(here, context), ...missingColumns(there, { table: to, columns })];
    if (unknown.length > 0) return unknown;
    return here.length === there.length ? [] : [`${here.length} columns cannot refer to ${there.length}`];
  },
  clashes: (wanted, context) => {
    const { here, to, there } = ends(wanted, context);
    return unlessAlikeThere([here, context], [there, { table: to, columns: context.columnsOf(to) ?? [] }]);
  },
  measure: (wanted, context) => {
    const said = ends(wanted, context);
    const known = context.columnsOf(said.to) ?? [];
    const columns = said.there.map((name) => known.find((column) => column.name === name) ?? { name, type: '' });
    return {
      rows: { shape: 'rows' },
      orphaned: { shape: 'orphaned', columns: said.here, to: { from: parents(said, context), columns } },
    };
  },
  judge: ({ rows, orphaned }, wanted) => ({
    holds: orphaned === 0,
    failing: orphaned,
    judged: rows,
    found: outOf(orphaned, rows, 'refer to nothing'),
    wanted: `keys of ${typeof wanted === 'string' ? wanted : wanted.to}`,
  }),
  rows: (wanted, context) => {
    const { here, to, there, where } = ends(wanted, context);
    const tuple = (list: readonly string[]) => join(list.map((name) => id(name)));
    const left = here.length === 1 ? tuple(here) : sql`(${tuple(here)})`;
    const complete = (list: readonly string[]) => list.map((name) => sql`${id(name)} is not null`);
    const kept = allOf(where === undefined ? undefined : context.expression(where, to), ...complete(there));
    // Without the first condition NULL would be "not in" a table that has no keys at all
    return sql`${allOf(...complete(here))} and ${left} not in (select ${tuple(there)} from ${context.from(to)} where ${kept})`;
  },
  shows: (wanted, context) => ends(wanted, context).here,
  examples: [
    {
      title: 'an order of an unknown customer fails, one of nobody does not',
      check: '- references: shop.customers.id\n  column: customer_id',
      given: {
        'shop.orders': {
          columns: 'order_id bigint, customer_id bigint',
          grain: ['order_id'],
          rows: '[[1, 7], [2, 8], [3, null]]',
        },
        'shop.customers': { columns: 'id bigint, customer_id varchar', rows: '[[7, x], [null, y]]' },
      },
      gives: { status: 'fail', failing: 1, found: '1 of 3 refer to nothing' },
    },
    {
      title: 'nobody is no orphan, not even where nobody is known',
      check: '- references: shop.customers.id\n  column: customer_id',
      given: {
        'shop.orders': {
          columns: 'order_id bigint, customer_id bigint',
          grain: ['order_id'],
          rows: '[[1, 7], [2, null]]',
        },
        'shop.customers': { columns: 'id bigint', rows: '[]' },
      },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'keys of several columns',
      check: '- references: { columns: [order_id, line], to: shop.lines }',
      given: {
        'shop.returns': { columns: 'order_id bigint, line integer', rows: '[[1, 1], [1, 2]]' },
        'shop.lines': { columns: 'order_id bigint, line integer', rows: '[[1, 1], [2, 2]]' },
      },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'only an open account may be referred to',
      check: '- references: { columns: [account], to: shop.accounts, keys: [id], where: is_open }',
      given: {
        'shop.orders': { columns: 'account integer', rows: '[[1], [2], [null]]' },
        'shop.accounts': { columns: 'id integer, is_open boolean', rows: '[[1, true], [2, false]]' },
      },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'every key is there',
      check: '- references: shop.customers.id\n  column: customer_id',
      given: {
        'shop.orders': { columns: 'customer_id bigint', rows: '[[7], [7]]' },
        'shop.customers': { columns: 'id bigint', rows: '[[7]]' },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
