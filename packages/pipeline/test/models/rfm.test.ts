import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, order, type Shop } from './shop.ts';

let books: Shop;
beforeAll(async () => {
  books = await openShop();
  // Five readers: recency 0, 10, 20, 30, 40 days; 5, 1, 1, 1, 1 orders; spent 500, 40, 30, 20, 20
  const bought = (customer_id: number, order_date: string, total: number) => ({ customer_id, order_date, total });
  const orders = [
    ...['2026-01-31', '2026-01-30', '2026-01-29', '2026-01-28', '2026-01-27'].map((day) => bought(5, day, 100)),
    bought(4, '2026-01-21', 40),
    bought(3, '2026-01-11', 30),
    bought(2, '2026-01-01', 20),
    bought(1, '2025-12-22', 20),
  ];
  await books.fill(
    'silver.fact_orders',
    orders.map((row, i) => order({ order_id: i, ...row })),
  );
  await books.build('gold', '2026-01-31');
});
afterAll(() => books.close());

describe('rfm_segments', () => {
  it('scores by the quartiles over all readers, equal values alike', async () => {
    // Quartiles: recency 10, 20, 30; frequency 1, 1, 1; monetary 20, 30, 40
    expect(
      await books.lines(
        `select customer_id, recency_days, frequency, monetary, rfm_score, rfm_total, rfm_segment
         from gold.rfm_segments order by 1`,
      ),
    ).toEqual([
      '1|40|1|20.00|111|3|Lost',
      '2|30|1|20.00|211|4|About to Sleep',
      '3|20|1|30.00|312|6|Potential Loyalists',
      '4|10|1|40.00|413|8|Loyal Customers',
      '5|0|5|500.00|444|12|Champions',
    ]);
  });

  it('names a segment for each of the 64 triples of scores, and all nine', async () => {
    const { rows } = await books.session.query(
      `with s(v) as (from range(1, 5)) select r.v as r, f.v as f, m.v as m from s r cross join s f cross join s m`,
    );
    const model = await import('node:fs').then(({ readFileSync }) =>
      readFileSync(new URL('../../models/gold/rfm_segments.sql', import.meta.url), 'utf8'),
    );
    const names = /case\s+when r >= 3 and f >= 3 and m >= 3[\s\S]*?\bend\b/.exec(model)?.[0];
    const segments = await books.lines(
      `select ${names} from (values ${rows.map(({ r, f, m }) => `(${r}, ${f}, ${m})`).join(', ')}) t(r, f, m)`,
    );
    expect(segments).toHaveLength(64);
    expect(segments).not.toContain('');
    expect(new Set(segments).size).toBe(9);
  });
});

it('rfm_segment_summary shares customers and revenue out', async () => {
  expect(
    await books.lines(
      `select rfm_segment, customer_count, pct_of_customers, avg_recency_days, avg_frequency, avg_monetary, total_revenue,
         pct_of_revenue, avg_rfm_total
       from gold.rfm_segment_summary order by 1`,
    ),
  ).toEqual([
    'About to Sleep|1|20.00|30.00|1.00|20.00|20.00|3.28|4.00',
    'Champions|1|20.00|0.00|5.00|500.00|500.00|81.97|12.00',
    'Lost|1|20.00|40.00|1.00|20.00|20.00|3.28|3.00',
    'Loyal Customers|1|20.00|10.00|1.00|40.00|40.00|6.56|8.00',
    'Potential Loyalists|1|20.00|20.00|1.00|30.00|30.00|4.92|6.00',
  ]);
});
