import { type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { ENDS, type End, type Ends, endsProblems, endsText, isWithin } from '../ends.ts';
import { type Context, kind, type Metrics } from '../kind.ts';
import { counted } from '../wording.ts';

const other = z.strictObject({
  table: z.string().describe('another table, with its schema'),
  where: z.string().optional().describe('the rows of it that count'),
  distinct: z.string().optional().describe('count the distinct values of this expression instead of rows'),
  times: z.number().positive().optional().describe('so many times as many'),
});
type Other = z.infer<typeof other>;

const NAMES = ['equals', 'at_least', 'above', 'at_most', 'below'] as const;
const end = z.union([z.int().nonnegative(), other]).optional();
const options = z
  .strictObject({ equals: end, at_least: end, above: end, at_most: end, below: end })
  .refine((given) => Object.values(given).some((one) => one !== undefined), ENDS);
type Options = z.infer<typeof options>;

const others = (wanted: Options): readonly (readonly [(typeof NAMES)[number], Other])[] =>
  NAMES.flatMap((name) => {
    const said = wanted[name];
    return typeof said === 'object' ? [[name, said] as const] : [];
  });

const rowsOf = ({ table, where, distinct, times = 1 }: Other, { from, expression }: Context): Sql =>
  sql`select ${distinct ? sql`count(distinct ${expression(distinct, table)})` : sql`count(*)`} * ${times} from ${from(table)} where ${where ? expression(where, table) : sql`true`}`;

const otherText = ({ table, where, distinct, times }: Other): string =>
  `${times === undefined ? '' : `${times} times `}${distinct ? `the distinct ${distinct}` : 'the rows'} of ${table}${where ? ` where ${where}` : ''}`;

/** The ends with what was counted elsewhere put in. */
const endsOf = (wanted: Options, counts: Readonly<Record<string, unknown>>): Ends =>
  Object.fromEntries(
    NAMES.map((name) => {
      const said = wanted[name];
      return [name, typeof said === 'object' ? Number(counts[name]) : said];
    }),
  );

const rowsText = (count: End): string => counted(Number(count), 'row');

export const rowCount = kind({
  name: 'row_count',
  summary: 'The number of rows is within bounds: numbers, or the rows that another table has.',
  nulls: 'Rows are counted, whatever they hold.',
  dimension: 'completeness',
  on: 'table',
  filters: true,
  judgesEmpty: true,
  options,
  claim: (wanted) =>
    NAMES.flatMap((name) => {
      const said = wanted[name];
      if (said === undefined) return [];
      return [
        typeof said === 'object'
          ? `${name === 'equals' ? 'as many rows as' : name.replace('_', ' ')} ${otherText(said)}`
          : endsText({ [name]: said }, rowsText),
      ];
    }).join(', '),
  problems: (wanted, { unknownTable }) => [
    ...others(wanted).flatMap(([, { table }]) => unknownTable(table)),
    ...(others(wanted).length > 0 ? [] : endsProblems(endsOf(wanted, {}), ' rows')),
  ],
  measure: (wanted, context): Metrics => ({
    rows: { shape: 'rows' },
    ...Object.fromEntries(
      others(wanted).map(([name, said]) => [name, { shape: 'query', query: rowsOf(said, context) } as const]),
    ),
  }),
  judge: ({ rows, ...counts }, wanted) => {
    const ends = endsOf(wanted, counts);
    return {
      holds: isWithin(Number(rows), ends),
      judged: Number(rows),
      found: rowsText(Number(rows)),
      wanted: endsText(ends, rowsText),
    };
  },
  examples: [
    {
      title: 'a table must be as long as another',
      check: '- row_count: { equals: { table: shop.customers, where: orders > 0 } }',
      given: {
        'shop.segments': { columns: 'customer_id bigint', rows: '[[1], [2]]' },
        'shop.customers': { columns: 'customer_id bigint, orders bigint', rows: '[[1, 4], [2, 0], [3, 0]]' },
      },
      gives: { status: 'fail', found: '2 rows' },
    },
    {
      title: 'bounds, of the rows that where leaves',
      check: '- row_count: { at_least: 1, at_most: 2 }\n  where: customer_id > 1',
      given: { 'shop.segments': { columns: 'customer_id bigint', rows: '[[1], [2], [3]]' } },
      gives: { status: 'pass', found: '2 rows' },
    },
    {
      title: 'twice the rows of another table at most, and more than it has',
      check: '- row_count: { above: { table: shop.orders }, at_most: { table: shop.orders, times: 2 } }',
      given: {
        'shop.lines': { columns: 'order_id integer', rows: '[[1], [1], [2], [2], [null]]' },
        'shop.orders': { columns: 'order_id integer', rows: '[[1], [2]]' },
      },
      gives: { status: 'fail', found: '5 rows' },
    },
  ],
});
