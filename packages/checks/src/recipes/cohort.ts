import * as z from 'zod';
import { recipe } from '../recipe.ts';

const options = z.strictObject({
  month: z.string().describe('the month in which customers joined, its first day'),
  offset: z.string().describe('months since then'),
  size: z.string().describe('customers of the cohort'),
  active: z.string().describe('customers active in the month of the offset'),
  rate: z.string().describe('active customers in per cent of the size'),
  members: z
    .strictObject({ table: z.string(), id: z.string(), joined: z.string() })
    .describe(
      'where the sizes are computed a second time: customers with the day of joining, the first of which counts',
    ),
  activity: z
    .strictObject({
      table: z.string(),
      id: z.string(),
      on: z.string(),
      where: z.string().optional(),
      sums: z
        .record(z.string(), z.string())
        .default({})
        .describe('a column here and the aggregate there that it equals'),
      months: z
        .int()
        .min(1)
        .optional()
        .describe('so many months are counted again, that of as_of the last of them; all when absent'),
    })
    .describe(
      'where the active customers are computed a second time, and what they did since they joined: one row an event, with its day',
    ),
});

const monthOf = (day: string): string => `trunc(${day}, 'MM')`;

/** The demand and the table of the examples, which differ in what is counted again. */
const demand = (activity: string): string => `- cohort:
    month: cohort_month
    offset: months_since
    size: cohort_size
    active: active
    rate: retention
    members: { table: shop.customers, id: id, joined: joined }
    activity: ${activity}`;
const COLUMNS = 'cohort_month date, months_since integer, cohort_size bigint, active bigint, retention decimal(18,2)';

export const cohort = recipe({
  name: 'cohort',
  summary:
    'Retention lies between 0 and 100, cohorts have one size and no gaps, nothing is from the future, and sizes and active customers are what the customers and their orders give when counted again.',
  options,
  claims: ({ month, offset, size, active, rate, members, activity }, table) => {
    const reached = `cast(floor(months_between(${monthOf(':as_of')}, ${month})) as int)`;
    const joined = `select ${members.id} as id, min(${members.joined}) as joined from ${members.table} where ${members.joined} <= :as_of group by ${members.id}`;
    const sizes = `select ${month} as cohort, max(${size}) as customers from ${table} group by ${month}`;
    const joiners = `select ${monthOf('joined')} as cohort, count(*) as customers from (${joined}) members group by 1`;
    const first = activity.months && `add_months(${monthOf(':as_of')}, ${1 - activity.months})`;
    const recent = first ? `(select * from ${table} where add_months(${month}, ${offset}) >= ${first})` : table;
    const sums = Object.entries(activity.sums);
    const added = sums.map(([column, of]) => `, ${of} as ${column}`).join('');
    const since = `select ${monthOf('assay_joined')} as cohort, ${monthOf(activity.on)} as event_month, count(distinct ${activity.id}) as customers${added} from ${activity.table} join (select id as assay_member, joined as assay_joined from (${joined}) once) members on assay_member = ${activity.id} where ${activity.on} <= :as_of and ${activity.on} >= assay_joined${first ? ` and ${activity.on} >= ${first}` : ''} and (${activity.where ?? 'true'}) group by 1, 2`;
    const counted = `select cohort, cast(floor(months_between(event_month, cohort)) as int) as step, customers${sums.map(([column]) => `, ${column}`).join('')} from (${since}) months`;
    const shown = sums.map(([column]) => `, h.${column}, c.${column} as counted_${column}`).join('');
    const differ = sums.map(([column]) => ` or h.${column} is distinct from coalesce(c.${column}, 0)`).join('');
    return [
      { name: 'retention is 0 to 100', kind: 'between', options: [0, 100], column: rate },
      {
        name: 'no more customers are active than there are',
        kind: 'holds',
        options: `${active} between 0 and ${size}`,
      },
      {
        name: 'retention is active over size',
        kind: 'holds',
        options: `abs(${rate} * ${size} - 100 * ${active}) <= 0.005 * ${size}`,
      },
      {
        name: 'a cohort has one size',
        kind: 'sql',
        options: `select ${month}, min(${size}) as least, max(${size}) as greatest from ${table} group by ${month} having min(${size}) is distinct from max(${size}) or min(${size}) < 1`,
      },
      {
        name: 'offsets run without gaps from 0 to the month of as_of',
        kind: 'sql',
        options: `select ${month}, min(${offset}) as first_offset, max(${offset}) as last_offset, count(distinct ${offset}) as offsets from ${table} group by ${month} having min(${offset}) <> 0 or max(${offset}) <> ${reached} or count(distinct ${offset}) <> max(${offset}) + 1`,
      },
      {
        name: 'no month is in the future',
        kind: 'holds',
        options: `${offset} >= 0 and add_months(${month}, ${offset}) <= :as_of`,
      },
      {
        name: 'sizes are the customers counted again',
        kind: 'sql',
        options: `select coalesce(h.cohort, c.cohort) as ${month}, h.customers as here, c.customers as counted from (${sizes}) h full join (${joiners}) c on c.cohort = h.cohort where coalesce(h.customers, 0) <> coalesce(c.customers, 0)`,
      },
      {
        name: `active customers${sums.length > 0 ? ' and sums' : ''}${activity.months ? ` of the last ${activity.months} months` : ''} are the orders counted again`,
        kind: 'sql',
        options: `select coalesce(h.${month}, c.cohort) as ${month}, coalesce(h.${offset}, c.step) as ${offset}, h.${active} as here, c.customers as counted${shown} from ${recent} h full join (${counted}) c on c.cohort = h.${month} and c.step = h.${offset} where coalesce(h.${active}, 0) <> coalesce(c.customers, 0)${differ}`,
      },
    ];
  },
  examples: [
    {
      title: 'a customer counted in two cohorts stays under 100 % and is seen all the same',
      check: demand(`{ table: shop.orders, id: customer, on: day, where: status = 'completed' }`),
      given: {
        'shop.cohorts': {
          columns: COLUMNS,
          grain: ['cohort_month', 'months_since'],
          rows: '[[2025-11-01, 0, 2, 1, 50], [2025-11-01, 1, 2, 1, 50], [2025-12-01, 0, 2, 2, 100]]',
        },
        'shop.customers': {
          columns: 'id bigint, joined date',
          rows: '[[1, 2025-11-03], [2, 2025-11-30], [3, 2025-12-01], [3, 2025-12-30], [4, null]]',
        },
        'shop.orders': {
          columns: 'customer bigint, day date, status varchar',
          rows: `
            - [1, 2025-11-03, completed]
            - [1, 2025-11-05, completed]
            - [2, 2025-11-30, cancelled]
            - [2, 2025-11-29, completed]
            - [2, 2025-12-30, completed]
            - [3, 2025-12-31, completed]
            - [3, 2026-01-01, completed]`,
        },
      },
      fails: ['sizes are the customers counted again', 'active customers are the orders counted again'],
    },
    {
      title: 'sparse, from the future, with two sizes and more than all active',
      check: demand('{ table: shop.orders, id: customer, on: day }'),
      given: {
        'shop.cohorts': {
          columns: COLUMNS,
          rows: '[[2025-12-01, 0, 1, 2, 200], [2025-12-01, 2, 3, 0, 0]]',
        },
        'shop.customers': { columns: 'id bigint, joined date', rows: '[[1, 2025-12-01]]' },
        'shop.orders': { columns: 'customer bigint, day date', rows: '[[1, 2025-12-31]]' },
      },
      fails: [
        'retention is 0 to 100',
        'no more customers are active than there are',
        'a cohort has one size',
        'offsets run without gaps from 0 to the month of as_of',
        'no month is in the future',
        'sizes are the customers counted again',
        'active customers are the orders counted again',
      ],
    },
    {
      title: 'counting the last two months again, an older one is not looked at',
      check: demand('{ table: shop.orders, id: customer, on: day, months: 2 }'),
      given: {
        'shop.cohorts': {
          columns: COLUMNS,
          grain: ['cohort_month', 'months_since'],
          rows: '[[2025-10-01, 0, 1, 1, 100], [2025-10-01, 1, 1, 0, 0], [2025-10-01, 2, 1, 0, 0]]',
        },
        'shop.customers': { columns: 'id bigint, joined date', rows: '[[1, 2025-10-01]]' },
        'shop.orders': { columns: 'customer bigint, day date', rows: '[[1, 2025-11-30]]' },
      },
      fails: ['active customers of the last 2 months are the orders counted again'],
    },
  ],
});
