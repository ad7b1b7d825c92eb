import { allOf, id, type Sql, sql } from '@assay/core';
import { columnElsewhere, elsewhereClashes, elsewhereProblems, splitColumn } from '../column-elsewhere.ts';
import type { Context } from '../kind.ts';
import { queryKind } from '../query-kind.ts';
import { counted } from '../wording.ts';

const differing = (wanted: string, { column, relation, from }: Context): Sql => {
  const other = splitColumn(wanted);
  const both = sql`select ${id(column)} as found, 1 as here, 0 as there from ${relation.from} where ${allOf(relation.where)} union all select ${id(other.column)} as found, 0 as here, 1 as there from ${from(other.table)}`;
  return sql`select found, sum(here) as here, sum(there) as there from (${both}) sides group by found having sum(here) <> sum(there)`;
};

export const equalCardinality = queryKind({
  name: 'equal_cardinality',
  summary: 'Each value of a column occurs as often as in a column of another table.',
  nulls: 'NULL is a value, and as frequent on both sides.',
  dimension: 'consistency',
  on: 'column',
  judgesEmpty: true,
  options: columnElsewhere.describe('the other column, with its table'),
  claim: (wanted, { column }) => `each ${column} occurs as often as in ${wanted}`,
  problems: elsewhereProblems,
  clashes: elsewhereClashes,
  offenders: differing,
  reads: (wanted) => [splitColumn(wanted).table],
  found: (count) => `${counted(count, 'value')} not as often`,
  wanted: (wanted) => `as often as in ${wanted}`,
  examples: [
    {
      title: 'one order lost, one doubled, and a NULL for a customer',
      check: '- equal_cardinality: shop.orders.customer\n  column: customer_id',
      given: {
        'shop.copy': { columns: 'customer_id integer', rows: '[[1], [2], [2], [null]]' },
        'shop.orders': { columns: 'customer integer', rows: '[[1], [1], [2], [null], [null]]' },
      },
      gives: { status: 'fail', failing: 3, found: '3 values not as often' },
    },
    {
      title: 'the order of rows does not matter',
      check: '- equal_cardinality: shop.orders.customer\n  column: customer_id',
      given: {
        'shop.copy': { columns: 'customer_id integer', rows: '[[2], [1], [2]]' },
        'shop.orders': { columns: 'customer integer', rows: '[[1], [2], [2]]' },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
