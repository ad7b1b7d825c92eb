import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import type { Context } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { rowKind } from '../row-kind.ts';
import { ofEach, roomyNamed, unlessRoomy } from '../types.ts';

const options = z.strictObject({
  columns: z.array(z.string()).min(2).describe('the columns that are added'),
  equals: z.union([z.number(), z.string().min(1)]).describe('a number, a column or an expression'),
  within: z.number().nonnegative().optional().describe('the difference allowed; none when absent'),
});
type Options = z.infer<typeof options>;

const empty = ({ columns }: Options): Sql => allOf(...columns.map((name) => sql`${id(name)} is null`));

const fails = (wanted: Options, { columns, expression }: Context): Sql => {
  const sum = join(
    wanted.columns.map((name) => sql`coalesce(${roomyNamed(name, columns)}, 0)`),
    ' + ',
  );
  const total = typeof wanted.equals === 'number' ? sql`${wanted.equals}` : sql`(${expression(wanted.equals)})`;
  return sql`not (${empty(wanted)}) and (${total} is null or abs(${sum} - ${total}) > ${wanted.within ?? 0})`;
};

export const rowSum = rowKind({
  name: 'row_sum',
  summary: 'Some columns of a row add up to a number, or to another column.',
  nulls: 'A NULL adds nothing; a row with NULLs alone is not judged, and a total that is NULL fails.',
  on: 'table',
  options,
  claim: ({ columns, equals }) => `${columns.join(' + ')} is ${equals}`,
  problems: ({ columns }, context) => [...missingColumns(columns, context), ...ofEach(columns, context, unlessRoomy)],
  fails,
  unjudged: empty,
  shows: ({ columns }) => columns,
  failing: 'rows do not add up',
  wanted: ({ equals, within }) => `${equals}${within === undefined ? '' : `, within ${within}`}`,
  examples: [
    {
      title: 'shares that are not 100 together',
      check: '- row_sum: { columns: [web, shop, phone], equals: 100, within: 0.01 }',
      given: {
        'shop.shares': {
          columns: 'web decimal(18,2), shop decimal(18,2), phone decimal(18,2)',
          rows: '[[33.33, 33.33, 33.33], [50, 50, null], [50, 40, null], [null, null, null]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 of 3 rows do not add up, 1 NULL not judged' },
    },
    {
      title: 'the total stands in a column',
      check: '- row_sum: { columns: [net, tax], equals: total }',
      given: { 'shop.orders': { columns: 'net integer, tax integer, total integer', rows: '[[10, 2, 12]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
