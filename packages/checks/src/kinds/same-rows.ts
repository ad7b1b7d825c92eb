import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import type { Context } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { queryKind } from '../query-kind.ts';
import { counted } from '../wording.ts';

const options = z.strictObject({
  as: z.string().describe('the other table'),
  columns: z.array(z.string()).min(1).optional().describe('the columns compared; all of this table when absent'),
  where: z.string().min(1).optional().describe('the rows of the other table that count'),
});
type Options = z.infer<typeof options>;

const compared = ({ columns }: Options, context: Context): readonly string[] =>
  columns ?? context.columns.map(({ name }) => name);

/** Rows that stand on one side more often than on the other. */
const differing = (wanted: Options, context: Context): Sql => {
  const names = join(compared(wanted, context).map((name) => id(name)));
  const where = wanted.where ? context.expression(wanted.where, wanted.as) : undefined;
  const both = sql`select ${names}, 1 as here, 0 as there from ${context.relation.from} where ${allOf(context.relation.where)} union all select ${names}, 0 as here, 1 as there from ${context.from(wanted.as)} where ${allOf(where)}`;
  return sql`select ${names}, sum(here) as here, sum(there) as there from (${both}) sides group by ${names} having sum(here) <> sum(there)`;
};

export const sameRows = queryKind({
  name: 'same_rows',
  summary: 'The table holds just the rows of another, as often as there, in the columns compared.',
  nulls: 'NULL equals NULL.',
  dimension: 'consistency',
  on: 'table',
  judgesEmpty: true,
  options,
  claim: ({ as, columns }) => `the same ${columns ? columns.join(', ') : 'rows'} as ${as}`,
  problems: (wanted, context) => {
    const there = context.columnsOf(wanted.as);
    if (!there) return context.unknownTable(wanted.as);
    const names = compared(wanted, context);
    return [...missingColumns(names, context), ...missingColumns(names, { table: wanted.as, columns: there })];
  },
  offenders: differing,
  reads: ({ as }) => [as],
  found: (count) => `${counted(count, 'row')} on one side only or not as often`,
  wanted: ({ as }) => `the rows of ${as}`,
  examples: [
    {
      title: 'one row changed, one stands twice',
      check: '- same_rows: { as: shop.copy }',
      given: {
        'shop.prices': {
          columns: 'sku varchar, price integer',
          rows: [
            ['tea', 1],
            ['pot', 9],
            ['cup', null],
          ],
        },
        'shop.copy': {
          columns: 'sku varchar, price integer',
          rows: [
            ['tea', 2],
            ['pot', 9],
            ['pot', 9],
            ['cup', null],
          ],
        },
      },
      gives: { status: 'fail', failing: 3 },
    },
    {
      title: 'in the columns compared',
      check: '- same_rows: { as: shop.copy, columns: [sku], where: price > 0 }',
      given: {
        'shop.prices': { columns: 'sku varchar, price integer', rows: [['tea', 1]] },
        'shop.copy': {
          columns: 'sku varchar, price integer',
          rows: [
            ['tea', 2],
            ['pot', 0],
          ],
        },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
