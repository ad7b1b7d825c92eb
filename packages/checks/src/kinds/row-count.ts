import { sql } from '@assay/core';
import { z } from 'zod';
import { kind } from '../kind.ts';
import { counted } from '../wording.ts';

const size = z.int().nonnegative();
const other = z.strictObject({
  table: z.string().describe('another table, with its schema'),
  where: z.string().optional().describe('the rows of it that count'),
  distinct: z.string().optional().describe('count the distinct values of this expression instead of rows'),
});
const options = z
  .strictObject({ equals: z.union([size, other]), at_least: size, at_most: size })
  .partial()
  .refine((given) => Object.keys(given).length > 0, 'equals, at_least or at_most');

export const rowCount = kind({
  name: 'row_count',
  summary: 'The number of rows is within bounds, or equal to that of another table.',
  nulls: 'Rows are counted, whatever they hold.',
  dimension: 'completeness',
  on: 'table',
  filters: true,
  judgesEmpty: true,
  options,
  claim: ({ equals, at_least, at_most }) =>
    [
      ...(typeof equals === 'number' ? [`${equals} rows`] : []),
      ...(typeof equals === 'object'
        ? [
            `as many rows as ${equals.table} has ${equals.distinct ? `distinct ${equals.distinct}` : 'rows'}${equals.where ? ` where ${equals.where}` : ''}`,
          ]
        : []),
      ...(at_least === undefined ? [] : [`at least ${counted(at_least, 'row')}`]),
      ...(at_most === undefined ? [] : [`at most ${counted(at_most, 'row')}`]),
    ].join(', '),
  problems: ({ equals, at_least = 0, at_most = Number.POSITIVE_INFINITY }, { unknownTable }) => [
    ...(typeof equals === 'object' ? unknownTable(equals.table) : []),
    ...(at_least > at_most ? [`at least ${at_least} and at most ${at_most} rows holds for nothing`] : []),
  ],
  measure: ({ equals }, { from, expression }) => ({
    rows: { shape: 'rows' },
    expected: {
      shape: 'query',
      query:
        typeof equals === 'object'
          ? sql`select ${equals.distinct ? sql`count(distinct ${expression(equals.distinct, equals.table)})` : sql`count(*)`} from ${from(equals.table)} where ${equals.where ? expression(equals.where, equals.table) : sql`true`}`
          : sql`select ${equals ?? null}`,
    },
  }),
  judge: ({ rows, expected }, { at_least = 0, at_most = Number.POSITIVE_INFINITY, equals }) => {
    const bounds = [
      ...(equals === undefined ? [] : [`${counted(Number(expected), 'row')}`]),
      ...(at_least > 0 ? [`at least ${counted(at_least, 'row')}`] : []),
      ...(Number.isFinite(at_most) ? [`at most ${counted(at_most, 'row')}`] : []),
    ];
    return {
      holds: rows >= at_least && rows <= at_most && (equals === undefined || rows === Number(expected)),
      judged: rows,
      found: counted(rows, 'row'),
      wanted: bounds.join(', '),
    };
  },
  examples: [
    {
      title: 'a table must be as long as another',
      check: '- row_count: { equals: { table: shop.customers, where: orders > 0 } }',
      given: {
        'shop.segments': { columns: 'customer_id bigint', rows: [[1], [2]] },
        'shop.customers': {
          columns: 'customer_id bigint, orders bigint',
          rows: [
            [1, 4],
            [2, 0],
            [3, 0],
          ],
        },
      },
      gives: { status: 'fail', found: '2 rows' },
    },
    {
      title: 'bounds, of the rows that where leaves',
      check: '- row_count: { at_least: 1, at_most: 2 }\n  where: customer_id > 1',
      given: { 'shop.segments': { columns: 'customer_id bigint', rows: [[1], [2], [3]] } },
      gives: { status: 'pass', found: '2 rows' },
    },
  ],
});
