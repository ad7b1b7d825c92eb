import { fileURLToPath } from 'node:url';
import { type DuckdbSession, openDuckdb } from '@assay/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildModels, orderModels, readModels, readReferences } from '../src/index.ts';
import { fillNasty } from './parity/nasty.ts';

let session: DuckdbSession;
beforeAll(async () => {
  session = await openDuckdb({ path: ':memory:', threads: 1 });
  await fillNasty(session);
  const models = await readModels([fileURLToPath(new URL('../models', import.meta.url))]);
  const { references } = await readReferences(session, models);
  const isSource = (schema: string) => schema === 'bronze';
  const { ordered, upstream } = orderModels(models, references, { tables: [], isSource });
  const parameters = { as_of: { date: '2025-01-31' }, home_country: 'US', fiscal_start_month: 4 };
  await buildModels(session, ordered, { upstream, parameters });
});
afterAll(() => session.close());

/** Columns of gold that are NULL in some rows, for want of a value or of a divisor. */
const SOMETIMES_NULL: Readonly<Record<string, string>> = {
  customer_metrics: `email country state segment avg_order_value avg_items_per_order first_order_date last_order_date
    days_since_last_order customer_lifespan_days avg_orders_per_month`,
  product_performance: `category subcategory brand cost profit_margin_pct stock_quantity view_to_order_rate_30d
    days_of_inventory`,
  category_performance: 'avg_profit_margin view_to_order_rate_30d avg_days_of_inventory',
  daily_revenue: `avg_order_value avg_items_per_order avg_discount_pct revenue_7d_avg revenue_30d_avg orders_7d_avg
    orders_30d_avg avg_order_value_7d _updated_at`,
  monthly_revenue: `orders_per_customer avg_order_value avg_items_per_order revenue_mom_growth_pct orders_mom_growth_pct
    revenue_yoy_growth_pct _updated_at`,
  weekly_web_activity: `avg_events_per_session product_to_cart_rate search_rate mobile_pct desktop_pct tablet_pct
    _updated_at`,
  customer_cohorts: 'avg_order_value',
  cohort_retention_summary: 'retention_month_1 retention_month_3 retention_month_6 retention_month_12',
  executive_summary: 'previous_value change_pct',
};

/** Predicates of quotients whose exact value lies half way between two hundredths. */
const halfway = (a: string, b: string): string =>
  `cast(${a} * 1000 as hugeint) % ${b} = 0 and cast(${a} * 1000 as hugeint) // ${b} % 10 = 5`;

describe('the nasty rows that both engines are compared on have', () => {
  it.each(Object.entries(SOMETIMES_NULL))('NULLs and values in gold.%s', async (table, list) => {
    const columns = list.split(/\s+/);
    const counts = columns.map((name) => `count(${name}) between 1 and count(*) - 1 as ${name}`);
    const { rows } = await session.query(`select ${counts.join(', ')} from gold.${table}`);
    expect(rows[0]).toEqual(Object.fromEntries(columns.map((name) => [name, true])));
  });

  it.each([
    ['no divisor: views', 'gold.product_performance where views_30d = 0 and orders_30d > 0'],
    ['no divisor: units', 'gold.product_performance where qty_sold_90d = 0 and stock_quantity > 0'],
    [
      'no divisor: a lifespan of one day',
      'gold.customer_metrics where lifetime_orders > 0 and customer_lifespan_days = 0',
    ],
    [
      'no divisor: a month before without revenue',
      'gold.monthly_revenue where total_orders > 0 and revenue_mom_growth_pct is null and is_complete',
    ],
    [
      'half a cent: mean orders of customers',
      `gold.customer_metrics where lifetime_orders > 0 and ${halfway('lifetime_revenue', 'lifetime_orders')}`,
    ],
    [
      'half a cent: mean orders of days',
      `gold.daily_revenue where total_orders > 0 and ${halfway('gross_revenue', 'total_orders')}`,
    ],
    ['half a hundredth: retention', `gold.customer_cohorts where ${halfway('100 * active_customers', 'cohort_size')}`],
    [
      'half a hundredth: scores',
      'gold.customer_metrics where lifetime_revenue < 1000 and cast(2500 * lifetime_revenue as bigint) % 100 = 50',
    ],
    [
      'ties: the tenth place cut out of equals',
      `gold.customer_metrics where lifetime_revenue = (select value from gold.top_performers where category = 'customer' and rank_order = 10) and cast(customer_id as varchar) not in (select key from gold.top_performers where category = 'customer')`,
    ],
    [
      'ties: a quartile boundary that many share',
      'gold.rfm_segments where frequency = (select percentile(frequency, 0.25) from gold.rfm_segments)',
    ],
    [
      'ties: one customer twice at the same moment',
      'bronze.customers group by customer_id, updated_at having count(*) > 1',
    ],
    ['a leap day with orders', `silver.fact_orders where status = 'completed' and order_date = date '2024-02-29'`],
    ['a leap day on which customers registered', `gold.customer_metrics where registration_date = date '2024-02-29'`],
    [
      'an ISO week of two years',
      `silver.fact_web_events where event_date <= date '2025-01-31' group by date_trunc('week', event_date) having count(distinct year(event_date)) = 2`,
    ],
    [
      'the last microsecond of a week',
      `silver.fact_web_events where weekday(event_date) = 6 and event_ts = event_date + interval 1 day - interval 1 microsecond`,
    ],
    ['weeks without events', 'gold.weekly_web_activity where total_events = 0'],
    ['months without orders', 'gold.monthly_revenue where total_orders = 0'],
    ['orders before registration', 'gold.customer_cohorts where orders_before_registration > 0'],
    ['orders after as_of', `silver.fact_orders where status = 'completed' and order_date > date '2025-01-31'`],
    ['other letters in names', `gold.customer_metrics where full_name = '山田 太郎'`],
    ['other letters in keys', 'gold.category_performance where category <> strip_accents(category)'],
    ['characters beyond the first plane', `gold.product_performance where product_name like '%🥖%'`],
    ['quotes and backslashes', `gold.customer_metrics where full_name = 'O''Brien "Bob" \\ Sons'`],
    ['line breaks', 'gold.customer_metrics where contains(full_name, chr(10))'],
    ['ten thousand characters', 'gold.product_performance where length(product_name) = 10000'],
    ['products without a category', 'gold.product_performance where category is null'],
  ])('%s', async (_, from) => {
    expect((await session.query(`select 1 from ${from}`)).rows.length).toBeGreaterThan(0);
  });

  it('a first place that several share, in each ranking', async () => {
    const { rows } = await session.query(
      'select category from gold.top_performers group by category having count_if(value = (select max(value) from gold.top_performers t where t.category = top_performers.category)) >= 3',
    );
    expect(rows.map(({ category }) => category).sort()).toEqual(['category', 'customer', 'product']);
  });
});
