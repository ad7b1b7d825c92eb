import { id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import type { Context } from '../kind.ts';
import { missingColumns, unlessAlike } from '../names.ts';
import { rowKind } from '../row-kind.ts';
import { mentioned } from '../sql-text.ts';
import { endOfNumbers, ofEach, unlessOrdered } from '../types.ts';

const other = z.string().min(1).optional();
const options = z
  .strictObject({ equals: other, differs_from: other, at_least: other, above: other, at_most: other, below: other })
  .refine((ends) => Object.keys(ends).length > 0, 'equals, differs_from, at_least, above, at_most or below')
  .describe('a column, or an expression such as ordered_at or net + tax');
type Options = z.infer<typeof options>;

/** What breaks each comparison. */
const BREAKS = {
  equals: sql`<>`,
  differs_from: sql`=`,
  at_least: sql`<`,
  above: sql`<=`,
  at_most: sql`>`,
  below: sql`>=`,
} as const;

const sides = (wanted: Options, { expression }: Context): readonly { readonly breaks: Sql; readonly side: Sql }[] =>
  (Object.keys(BREAKS) as (keyof typeof BREAKS)[]).flatMap((name) => {
    const said = wanted[name];
    return said === undefined ? [] : [{ breaks: BREAKS[name], side: expression(said) }];
  });

const fails = (wanted: Options, context: Context): Sql => {
  const last = endOfNumbers(context.columns.find(({ name }) => name === context.column));
  return join(
    [
      ...sides(wanted, context).map(({ breaks, side }) => sql`${id(context.column)} ${breaks} (${side})`),
      ...(last ? [sql`${id(context.column)} > ${last}`] : []),
    ],
    ' or ',
  );
};

const said = (wanted: Options): string =>
  Object.entries(wanted)
    .map(([name, side]) => `${name.replace('_', ' ')} ${side}`)
    .join(' and ');

export const compare = rowKind({
  name: 'compare',
  summary: 'Each value of a column keeps its relation to another column, or to an expression, of the same row.',
  nulls: 'Rows where either side is NULL are not judged; their number is reported.',
  on: 'column',
  options,
  claim: (wanted, { column }) => `${column} ${said(wanted)}`,
  problems: (wanted, context) => {
    const names = Object.values(wanted).filter((side) => /^[a-z_]\w*$/i.test(side));
    return [
      ...missingColumns(names, context),
      ...ofEach([context.column, ...names], context, unlessOrdered),
      ...unlessAlike([context.column, ...names], context),
    ];
  },
  fails,
  unjudged: (wanted, context) =>
    join(
      [id(context.column), ...sides(wanted, context).map(({ side }) => side)].map((side) => sql`(${side}) is null`),
      ' or ',
    ),
  shows: (wanted, { column, columns }) => [
    column,
    ...mentioned(
      Object.values(wanted).join(' '),
      columns.map(({ name }) => name),
    ),
  ],
  failing: 'values fail',
  wanted: said,
  examples: [
    {
      title: 'shipped before it was ordered; what is not shipped yet is not judged',
      check: '- compare: { at_least: ordered_on }\n  column: shipped_on',
      given: {
        'shop.orders': {
          columns: 'id integer, ordered_on date, shipped_on date',
          grain: ['id'],
          rows: '[[1, 2025-03-01, 2025-03-01], [2, 2025-03-01, 2025-02-28], [3, 2025-03-01, null]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 of 2 values fail, 1 NULL not judged' },
    },
    {
      title: 'equal to an expression, and not equal to a column',
      check: '- compare: { equals: net + tax, differs_from: tax }\n  column: total',
      given: {
        'shop.orders': { columns: 'net integer, tax integer, total integer', rows: '[[10, 2, 12], [0, 2, 2]]' },
      },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'strictly between two columns',
      check: '- compare: { above: low, below: high }\n  column: price',
      given: { 'shop.prices': { columns: 'low integer, price integer, high integer', rows: '[[1, 2, 3]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
