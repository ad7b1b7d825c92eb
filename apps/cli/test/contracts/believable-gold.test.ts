import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkshop, rawShop, type Workshop } from './workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  const raw = await rawShop({ orders: 5_000, until: '2026-01-31' });
  shop = await openWorkshop({ raw, asOf: '2026-01-31' });
  await rm(raw, { recursive: true });
});
afterAll(() => shop?.session.close());

const figures = async (query: string): Promise<Record<string, number>> => {
  const { rows } = await shop.session.query(query);
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value)]));
};

/** Names that the query gives in falling order of what they stand for. */
const expectFalling = (given: Record<string, number>) => {
  const values = Object.values(given);
  expect(values, JSON.stringify(given)).toEqual([...values].sort((a, b) => b - a));
  expect(new Set(values).size, JSON.stringify(given)).toBe(values.length);
};

describe('who plots the gold of the demo shop sees', () => {
  it('revenue that grows, and averages that are the smoother the longer they are', async () => {
    expectFalling(
      await figures(`select stddev(gross_revenue) as days, stddev(revenue_7d_avg) as weeks, stddev(revenue_30d_avg) as months
        from gold.daily_revenue where order_date > date '2025-01-31'`),
    );
    expectFalling(
      await figures(`select sum(gross_revenue) filter (where order_month >= date '2025-02-01') as newest,
          sum(gross_revenue) filter (where order_month >= date '2024-02-01' and order_month < date '2025-02-01') as middle,
          sum(gross_revenue) filter (where order_month < date '2024-02-01') as oldest
        from gold.monthly_revenue`),
    );
  });

  it('cohorts that come back less and less', async () => {
    const retention = await figures(`select avg(retention_month_0) as m0, avg(retention_month_1) as m1,
        avg(retention_month_3) as m3, avg(retention_month_6) as m6, avg(retention_month_12) as m12
      from gold.cohort_retention_summary`);
    expectFalling(retention);
    expect(retention.m12).toBeGreaterThan(0.5);
  });

  it('all nine segments, the best few with the most of the revenue', async () => {
    expect(
      await figures(`select count(*) as segments,
          max_by(rfm_segment, total_revenue) = 'Champions' as champions_lead,
          max(case when rfm_segment = 'Champions' then pct_of_revenue > 1.3 * pct_of_customers end) as they_buy_more,
          max(case when rfm_segment = 'Lost' then avg_recency_days end)
            > 3 * max(case when rfm_segment = 'Champions' then avg_recency_days end) as the_lost_are_long_gone
        from gold.rfm_segment_summary`),
    ).toEqual({ segments: 9, champions_lead: 1, they_buy_more: 1, the_lost_are_long_gone: 1 });
  });

  it('categories that all sell, none of them everything, at margins of their own', async () => {
    const { categories, least, most, ...margins } = await figures(`select count(*) as categories,
        100 * min(lifetime_revenue) / sum(lifetime_revenue) as least, 100 * max(lifetime_revenue) / sum(lifetime_revenue) as most,
        max(avg_profit_margin) as highest, min(avg_profit_margin) as lowest
      from gold.category_performance`);
    expect(categories).toBe(8);
    expect(least).toBeGreaterThan(1);
    expect(most).toBeLessThan(40);
    expect((margins.highest ?? 0) - (margins.lowest ?? 0)).toBeGreaterThan(15);
    expect(margins.lowest).toBeGreaterThan(15);
  });

  it('full rankings, whose first place is ahead and not alone', async () => {
    const { rows } = await shop.session.query(
      `select category, count(*) as places, max(value) < 6 * min(value) as close, max(value) > 1.2 * min(value) as ahead
       from gold.top_performers group by category order by category`,
    );
    expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
      'category 5 true true',
      'customer 10 true true',
      'product 10 true true',
    ]);
  });

  it('visits that narrow to the cart, and move to telephones', async () => {
    const { rate, moved } = await figures(`select avg(product_to_cart_rate) as rate,
        avg(mobile_pct) filter (where week_start_date >= date '2025-02-01')
          - avg(mobile_pct) filter (where week_start_date < date '2024-02-01') as moved
      from gold.weekly_web_activity where is_complete`);
    expect(rate).toBeGreaterThan(15);
    expect(rate).toBeLessThan(60);
    expect(moved).toBeGreaterThan(2);
  });
});
