import * as z from 'zod';
import { recipe } from '../recipe.ts';

const options = z.strictObject({
  month: z.string().describe('the month in which customers joined, its first day'),
  size: z.string().describe('customers of the cohort'),
  rates: z
    .record(z.string(), z.int().nonnegative())
    .describe('columns with retention in per cent, each with the month since joining that it tells'),
  cohorts: z
    .strictObject({ table: z.string(), offset: z.string(), active: z.string() })
    .describe(
      'the table of cohorts and months since joining that is summed up; month and size are called the same there',
    ),
});

export const cohortSummary = recipe({
  name: 'cohort_summary',
  summary:
    'One row a cohort, with its size and the retention after some months: what the cohorts give, NULL until the month has ended, 0 where it has and nobody came.',
  options,
  claims: ({ month, size, rates, cohorts: { table: cohorts, offset, active } }, table) => [
    {
      name: 'every cohort is here with its size',
      kind: 'sql',
      options: `select coalesce(h.${month}, c.${month}) as ${month}, h.${size} as here, c.customers from ${table} h full join (select ${month}, max(${size}) as customers from ${cohorts} group by ${month}) c on c.${month} = h.${month} where h.${size} is distinct from c.customers`,
    },
    ...Object.keys(rates).map((rate) => ({
      name: `${rate} is 0 to 100`,
      kind: 'between',
      options: [0, 100],
      column: rate,
    })),
    ...Object.entries(rates).map(([rate, step]) => ({
      name: `${rate} is that of month ${step}, once it has ended`,
      kind: 'sql',
      options: `select h.${month}, h.${rate}, c.${active}, h.${size} from ${table} h left join ${cohorts} c on c.${month} = h.${month} and c.${offset} = ${step} where (h.${rate} is null) = (last_day(add_months(h.${month}, ${step})) <= :as_of) or abs(h.${rate} * h.${size} - 100 * coalesce(c.${active}, 0)) > 0.005 * h.${size}`,
    })),
  ],
  examples: [
    {
      title:
        'a month that has only begun read as if nobody came, a rate of another month, and a cohort without its row',
      check: `- cohort_summary:
    month: cohort_month
    size: customers
    rates: { at_once: 0, after_2: 2 }
    cohorts: { table: shop.cohorts, offset: months_since, active: active }`,
      given: {
        'shop.summary': {
          columns: 'cohort_month date, customers bigint, at_once decimal(18,2), after_2 decimal(18,2)',
          grain: ['cohort_month'],
          rows: '[[2025-09-01, 3, 66.67, 66.67], [2025-10-01, 4, 25, 0], [2025-12-01, 2, 50, 0]]',
        },
        'shop.cohorts': {
          columns: 'cohort_month date, customers bigint, months_since integer, active bigint',
          grain: ['cohort_month', 'months_since'],
          rows: `
            - [2025-09-01, 3, 0, 2]
            - [2025-09-01, 3, 1, 2]
            - [2025-09-01, 3, 2, 1]
            - [2025-10-01, 4, 0, 1]
            - [2025-10-01, 4, 2, 0]
            - [2025-11-01, 7, 0, 7]
            - [2025-12-01, 2, 0, 1]`,
        },
      },
      fails: ['every cohort is here with its size', 'after_2 is that of month 2, once it has ended'],
    },
  ],
});
