import { type ChartSource, money } from './chart-source.ts';

/** Customers by RFM segment. */
export const segments: ChartSource = {
  table: ['gold', 'rfm_segment_summary'],
  query: (from) =>
    `select rfm_segment as label, cast(customer_count as double) as customers, cast(pct_of_revenue as double) as share
     from ${from} order by customer_count desc, rfm_segment`,
  draw: (rows) => ({
    type: 'bars',
    id: 'rfm-segments',
    title: 'Customers by RFM segment',
    finding: `${rows[0]?.label} is the largest segment with ${money(Number(rows[0]?.customers))} customers.`,
    unit: 'customers',
    bars: rows.map(({ label, customers, share }) => ({
      label: String(label),
      value: Number(customers),
      note: `${Number(share).toFixed(1)} % of revenue`,
    })),
  }),
};

/** Revenue of the last 30 days by category. */
export const categories: ChartSource = {
  table: ['gold', 'category_performance'],
  query: (from) =>
    `select coalesce(category, 'no category') as label, cast(revenue_30d as double) as revenue,
            cast(margin_30d_pct as double) as margin
     from ${from} where revenue_30d > 0 order by revenue_30d desc, category limit 12`,
  draw: (rows) => ({
    type: 'bars',
    id: 'categories',
    title: 'Revenue of the last 30 days by category',
    finding: `${rows[0]?.label} sells most: ${money(Number(rows[0]?.revenue))} in 30 days.`,
    unit: 'revenue',
    bars: rows.map(({ label, revenue, margin }) => ({
      label: String(label),
      value: Number(revenue),
      note: margin === null || margin === undefined ? null : `${Number(margin).toFixed(1)} % margin`,
    })),
  }),
};
