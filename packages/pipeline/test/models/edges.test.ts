import type { Value } from '@assay/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openShop, order, type Shop } from './shop.ts';

let toys: Shop;
beforeEach(async () => {
  toys = await openShop();
});
afterEach(() => toys.close());

const GOLD = [
  'customer_metrics',
  'product_performance',
  'category_performance',
  'daily_revenue',
  'monthly_revenue',
  'weekly_web_activity',
  'rfm_segments',
  'rfm_segment_summary',
  'customer_cohorts',
  'cohort_retention_summary',
  'executive_summary',
  'top_performers',
];
const counts = async () =>
  Object.fromEntries(
    await Promise.all(
      GOLD.map(async (table) => [table, Number((await toys.lines(`select count(*) from gold.${table}`))[0])]),
    ),
  );
const types = async () => {
  const catalog = await toys.session.catalog(['gold']);
  return [...catalog].map(([table, columns]) => `${table}: ${columns.map(({ type }) => type).join(' ')}`);
};
const sell = (...rows: Record<string, Value>[]) =>
  toys.fill(
    'silver.fact_orders',
    rows.map((row) => order({ customer_id: 1, ...row })),
  );
const register = (customer_id: Value, registration_date: string) =>
  toys.fill('silver.dim_customers', [
    { customer_id, full_name: `Nr. ${customer_id}`, registration_date, _updated_at: '2024-01-01 00:00:00' },
  ]);

describe('a shop', () => {
  it('of nothing at all has empty tables of the right types, and a summary of zeros', async () => {
    await toys.build('gold', '2026-01-31');
    expect(await counts()).toEqual({ ...Object.fromEntries(GOLD.map((table) => [table, 0])), executive_summary: 10 });
    expect(
      await toys.lines(
        'select metric_name, metric_value, previous_value, change_pct from gold.executive_summary order by 1',
      ),
    ).toEqual([
      'active_customers_30d|0.00|0.00|',
      'active_products|0.00||',
      'avg_lifetime_value|||',
      'avg_order_value_30d|||',
      'completed_orders_30d|0.00|0.00|',
      'order_completion_rate_30d|||',
      'revenue_30d|0.00|0.00|',
      'revenue_growth_last_month|||',
      'total_customers|0.00|0.00|',
      'website_sessions_30d|0.00|0.00|',
    ]);
    const empty = await types();
    await register(1, '2024-01-15');
    await sell({ order_id: 1, order_date: '2024-02-29', total: 10 });
    await toys.build('gold', '2026-01-31');
    expect(await types()).toEqual(empty);
  });

  it('that only cancels has no revenue, but customers', async () => {
    await register(1, '2026-01-05');
    await sell({ order_id: 1, order_date: '2026-01-10', total: 10, status: 'cancelled' });
    await toys.build('gold', '2026-01-31');
    expect(await counts()).toMatchObject({
      daily_revenue: 0,
      monthly_revenue: 0,
      rfm_segments: 0,
      customer_metrics: 1,
      customer_cohorts: 1,
      top_performers: 0,
    });
    expect(
      await toys.lines(
        `select metric_value from gold.executive_summary where metric_name = 'order_completion_rate_30d'`,
      ),
    ).toEqual(['0.00']);
  });

  it('with one order on a leap day has a day, a month and a customer', async () => {
    await register(1, '2024-02-29');
    await sell({ order_id: 1, order_date: '2024-02-29', total: 10 });
    await toys.build('gold', '2024-02-29');
    expect(await toys.lines('select order_date, gross_revenue, revenue_7d_avg from gold.daily_revenue')).toEqual([
      '2024-02-29|10.00|',
    ]);
    expect(
      await toys.lines('select order_month, is_complete, revenue_yoy_growth_pct from gold.monthly_revenue'),
    ).toEqual(['2024-02-01|false|']);
    expect(await toys.lines('select rfm_score, rfm_segment from gold.rfm_segments')).toEqual([
      '411|Potential Loyalists',
    ]);
    expect(await toys.lines('select retention_month_0, retention_month_1 from gold.cohort_retention_summary')).toEqual([
      '100.00|',
    ]);
  });

  it('that sold on one day only looks back over days of nothing', async () => {
    await sell(
      { order_id: 1, order_date: '2025-12-01', total: 70 },
      { order_id: 2, order_date: '2025-12-01', total: 0.7 },
    );
    await toys.build('gold', '2025-12-31');
    expect(
      await toys.lines(
        'select count(*), sum(total_orders), max(revenue_7d_avg), max(revenue_30d_avg) from gold.daily_revenue',
      ),
    ).toEqual(['31|2|10.10|2.36']);
  });

  it('is empty before its first day, and whole in between', async () => {
    await register(1, '2025-06-01');
    await sell(
      { order_id: 1, order_date: '2025-06-10', total: 10 },
      { order_id: 2, order_date: '2025-09-10', total: 30 },
    );
    await toys.build('gold', '2025-05-31');
    expect(await counts()).toMatchObject({
      daily_revenue: 0,
      customer_cohorts: 0,
      rfm_segments: 0,
      customer_metrics: 1,
      top_performers: 0,
    });
    await toys.build('gold', '2025-07-31');
    expect(await toys.lines('select lifetime_revenue, days_since_last_order from gold.customer_metrics')).toEqual([
      '10.00|51',
    ]);
    expect(await toys.lines('select order_month_label, gross_revenue from gold.monthly_revenue order by 1')).toEqual([
      '2025-06|10.00',
      '2025-07|0.00',
    ]);
  });

  it('builds the same whatever hour it is, and no calendar out to the year 9999', async () => {
    await register(1, '9999-12-31');
    await sell(
      { order_id: 1, order_date: '2026-01-30', total: 10 },
      { order_id: 2, order_date: '9999-12-31', total: 99 },
    );
    await toys.build('gold', '2026-01-31');
    expect(await counts()).toMatchObject({
      daily_revenue: 2,
      monthly_revenue: 1,
      customer_cohorts: 0,
      customer_metrics: 1,
    });
  });
});

describe.each([
  ['strings', 'varchar', ['K-10', 'K-9']],
  ['integers', 'bigint', ['9', '10']],
])('keys that are %s', (_, type, inOrder) => {
  it('pass through as they are and break ties', async () => {
    await toys.retype('customer_id', type);
    for (const [i, key] of [...inOrder].reverse().entries()) {
      await register(key, '2025-01-01');
      await sell({ order_id: i, customer_id: key, order_date: '2026-01-10', total: 25 });
    }
    await toys.build('gold', '2026-01-31');
    expect(await toys.lines('select rank_order, key from gold.top_performers order by 1')).toEqual(
      inOrder.map((key, i) => `${i + 1}|${key}`),
    );
    expect((await toys.session.catalog(['gold'])).get('gold.rfm_segments')?.[0]).toEqual({ name: 'customer_id', type });
  });
});

it('carries names with quotes, newlines and ten thousand characters through', async () => {
  const names = [`O'Hara "the\nbear"\\`, 'ü'.repeat(10_000)];
  for (const [i, product_name] of names.entries()) {
    await toys.fill('silver.dim_products', [
      { product_id: `p${i}`, product_name, is_active: true, _updated_at: '2026-01-01 00:00:00' },
    ]);
    await toys.fill('silver.fact_order_items', [
      {
        order_id: i,
        line_number: 1,
        product_id: `p${i}`,
        quantity: 1,
        unit_price: 5,
        total_price: 5,
        _updated_at: '2026-01-01 00:00:00',
      },
    ]);
    await sell({ order_id: i, order_date: '2026-01-10', total: 5 });
  }
  await toys.build('gold', '2026-01-31');
  expect(
    await toys.lines(`select name from gold.top_performers where category = 'product' order by rank_order`),
  ).toEqual(names);
  expect(await toys.lines('select category, product_count from gold.category_performance')).toEqual(['Unknown|2']);
});

it('rounds half a cent up, in money, shares and scores', async () => {
  await register(1, '2026-01-01');
  for (const order_id of [1, 2, 3, 4, 5, 6, 7, 8])
    await sell({ order_id, order_date: '2026-01-10', total: order_id === 1 ? 0.04 : 0 });
  await toys.build('gold', '2026-01-31');
  expect(await toys.lines('select avg_order_value, customer_quality_score from gold.customer_metrics')).toEqual([
    '0.01|45.00',
  ]);
});
