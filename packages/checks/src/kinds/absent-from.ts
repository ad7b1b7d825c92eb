import { allOf, id, join, type Sql, sql } from '@assay/core';
import { elsewhereText, type KeysElsewhere, keysElsewhere, keysHeld } from '../keys-elsewhere.ts';
import { type Context, kind } from '../kind.ts';
import { outOf } from '../wording.ts';

const forbidden = ({ columns, of, keys = columns, where }: KeysElsewhere, { from, expression }: Context): Sql => {
  const here = join(columns.map((name) => id(name)));
  const complete = keys.map((key) => sql`${id(key)} is not null`);
  const there = sql`select ${join(keys.map((key) => id(key)))} from ${from(of)} where ${allOf(where ? expression(where, of) : undefined, ...complete)}`;
  return columns.length === 1 ? sql`${here} in (${there})` : sql`(${here}) in (${there})`;
};

export const absentFrom = kind({
  name: 'absent_from',
  summary: 'No key stands in another table: people who objected, orders that were cancelled.',
  nulls: 'A key that holds a NULL stands nowhere and passes.',
  dimension: 'consistency',
  on: 'table',
  filters: true,
  options: keysElsewhere,
  claim: (wanted) => `no ${wanted.columns.join(', ')} stands in ${elsewhereText(wanted)}`,
  ...keysHeld,
  measure: (wanted, context) => ({
    rows: { shape: 'rows' },
    failing: {
      shape: 'query',
      query: sql`select count(*) from ${context.relation.from} where ${allOf(context.relation.where, forbidden(wanted, context))}`,
    },
  }),
  judge: ({ rows, failing }, { of }) => ({
    holds: Number(failing) === 0,
    failing: Number(failing),
    judged: rows,
    found: outOf(Number(failing), rows, `rows stand in ${of}`),
    wanted: `none of ${of}`,
  }),
  rows: forbidden,
  shows: ({ columns }) => columns,
  examples: [
    {
      title: 'a newsletter to somebody who objected',
      check: "- absent_from: { columns: [email], of: shop.objections, keys: [address], where: topic = 'news' }",
      given: {
        'shop.recipients': {
          columns: 'id integer, email varchar',
          grain: ['id'],
          rows: '[[1, ada], [2, bob], [3, null]]',
        },
        'shop.objections': {
          columns: 'address varchar, topic varchar',
          rows: '[[ada, news], [bob, calls], [null, news]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 of 3 rows stand in shop.objections' },
    },
    {
      title: 'keys of several columns',
      check: '- absent_from: { columns: [order_id, line], of: shop.returns }',
      given: {
        'shop.lines': { columns: 'order_id integer, line integer', rows: '[[1, 1]]' },
        'shop.returns': { columns: 'order_id integer, line integer', rows: '[[1, 2]]' },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
