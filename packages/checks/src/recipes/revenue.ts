import * as z from 'zod';
import { recipe } from '../recipe.ts';

const sums = z.record(z.string(), z.array(z.string()).min(2));
const options = z.strictObject({
  period: z.string().describe('the day or the first day of the month'),
  every: z.enum(['day', 'month']),
  adds_up: z
    .union([sums, z.array(sums).min(1)])
    .optional()
    .describe('a column and the columns that it is the sum of; a list where one column is several such sums'),
  differences: z
    .record(z.string(), z.tuple([z.string(), z.string()]))
    .optional()
    .describe('a column that is one column less another, such as net: [gross, discounts]'),
  averages: z
    .record(z.string(), z.strictObject({ of: z.string(), over: z.int().min(2), per: z.string().optional() }))
    .optional()
    .describe(
      'trailing averages over so many periods, NULL until the window is full; per another column, a ratio of sums',
    ),
  growth: z
    .record(z.string(), z.strictObject({ of: z.string(), back: z.int().positive() }))
    .optional()
    .describe('growth in per cent against so many periods back, NULL where either is incomplete or it was 0'),
  complete: z.string().optional().describe('the column that says whether a period is complete'),
  lines: z
    .strictObject({
      table: z.string(),
      on: z.string().describe('the day there'),
      where: z.string().optional(),
      sums: z.record(z.string(), z.string()).describe('a column here and the aggregate there that it equals'),
    })
    .optional()
    .describe('the facts from which figures are computed a second time, period by period'),
});

export const revenue = recipe({
  name: 'revenue',
  summary:
    'Periods have no gaps, parts add up, trailing averages wait for a full window, growth is not taken against an incomplete period, and the figures are what the facts give when summed again.',
  options,
  claims: ({ period, every, adds_up = {}, differences = {}, averages = {}, growth = {}, complete, lines }, table) => {
    const window = (over: number) => `over (order by ${period} rows between ${over - 1} preceding and current row)`;
    const wholes = [adds_up].flat().flatMap((one) => Object.entries(one));
    const whole = (column: string) => (complete ? `${column}` : 'true');
    return [
      { name: `no ${every} is left out`, kind: 'no_gaps', options: { every, until: 'as_of' }, column: period },
      ...wholes.map(([total, parts]) => ({
        name: `${total} is ${wholes.filter(([other]) => other === total).length > 1 ? parts.join(' + ') : 'the sum of its parts'}`,
        kind: 'holds',
        options: `${total} = ${parts.join(' + ')}`,
      })),
      ...Object.entries(differences).map(([rest, [whole, part]]) => ({
        name: `${rest} is ${whole} less ${part}`,
        kind: 'holds',
        options: `${rest} = ${whole} - ${part}`,
      })),
      ...Object.entries(averages).map(([column, { of, over, per }]) => ({
        name: `${column} averages ${over} whole ${every}s of ${of}`,
        kind: 'sql',
        options: `select ${period}, ${column}, sums, base from (select ${period}, ${column}, row_number() over (order by ${period}) as place, sum(${of}) ${window(over)} as sums, ${per ? `sum(${per}) ${window(over)}` : over} as base from ${table}) windows where (place < ${over} or base = 0) <> (${column} is null) or abs(${column} * base - sums) > 0.005 * base`,
      })),
      ...Object.entries(growth).map(([column, { of, back }]) => ({
        name: `${column} compares whole ${every}s`,
        kind: 'sql',
        options: `select ${period}, ${column}, now_value, before_value from (select ${period}, ${column}, ${of} as now_value, lag(${of}, ${back}) over (order by ${period}) as before_value, ${whole(complete ?? '')} as is_whole, lag(${whole(complete ?? '')}, ${back}) over (order by ${period}) as was_whole from ${table}) steps where (coalesce(is_whole and was_whole and before_value <> 0, false)) = (${column} is null) or abs(${column} * before_value - 100 * (now_value - before_value)) > 0.005 * abs(before_value)`,
      })),
      ...Object.entries(lines?.sums ?? {}).map(([column, of]) => ({
        name: `${column} is the facts summed again`,
        kind: 'reconcile',
        options: {
          of: `sum(${column})`,
          by: [period],
          equals: {
            table: lines?.table,
            of,
            where: `cast(${lines?.on} as date) <= :as_of and (${lines?.where ?? 'true'})`,
            by: [every === 'month' ? `trunc(${lines?.on}, 'MM')` : `cast(${lines?.on} as date)`],
          },
        },
      })),
    ];
  },
  examples: [
    {
      title: 'a short window, a missing day and parts that do not add up',
      check: `- revenue:
    period: day
    every: day
    adds_up: { orders: [card, cash] }
    averages: { revenue_2d: { of: revenue, over: 2 } }
    lines: { table: shop.orders, on: day, where: status = 'completed', sums: { revenue: sum(total), orders: count(*) } }`,
      given: {
        'shop.days': {
          columns: 'day date, orders bigint, card bigint, cash bigint, revenue decimal(18,2), revenue_2d decimal(18,2)',
          grain: ['day'],
          rows: '[[2025-12-28, 2, 1, 1, 10, 10], [2025-12-29, 0, 0, 0, 0, 5], [2025-12-31, 1, 1, 1, 7.01, 3.51]]',
        },
        'shop.orders': {
          columns: 'day date, total decimal(18,2), status varchar',
          rows: `
            - [2025-12-28, 4, completed]
            - [2025-12-28, 6, completed]
            - [2025-12-29, 6, cancelled]
            - [2025-12-31, 7, completed]`,
        },
      },
      fails: [
        'no day is left out',
        'orders is the sum of its parts',
        'revenue_2d averages 2 whole days of revenue',
        'revenue is the facts summed again',
      ],
    },
    {
      title: 'growth against a month that the data enter midway',
      check: `- revenue:
    period: month
    every: month
    growth: { growth_pct: { of: revenue, back: 1 } }
    differences: { net: [revenue, discounts] }
    complete: is_complete`,
      given: {
        'shop.months': {
          columns:
            'month date, revenue decimal(18,2), discounts decimal(18,2), net decimal(18,2), growth_pct decimal(18,2), is_complete boolean',
          rows: `
            - [2025-09-01, 50, 0, 50, null, false]
            - [2025-10-01, 100, 0, 100, 100, true]
            - [2025-11-01, 110, 10, 100, 10, true]
            - [2025-12-01, 0, 0, 0, -100, true]`,
        },
      },
      fails: ['growth_pct compares whole months'],
    },
    {
      title: 'one total that is two sums',
      check: `- revenue:
    period: day
    every: day
    adds_up: [{ orders: [card, cash] }, { orders: [new_customers, others] }]`,
      given: {
        'shop.days': {
          columns: 'day date, orders bigint, card bigint, cash bigint, new_customers bigint, others bigint',
          grain: ['day'],
          rows: '[[2025-12-31, 3, 1, 2, 1, 1]]',
        },
      },
      fails: ['orders is new_customers + others'],
    },
  ],
});
