import { expect, it } from 'vitest';
import { openShop, order } from './shop.ts';

it('executive_summary holds ten figures beside those of 30 days before', async () => {
  const shop = await openShop();
  const customer = (customer_id: number, registration_date: string) => ({
    customer_id,
    registration_date,
    _updated_at: '2026-01-31 20:00:00',
  });
  await shop.fill('silver.dim_customers', [
    customer(1, '2025-11-01'),
    customer(2, '2026-01-01'),
    customer(3, '2026-01-02'),
    customer(4, '2026-02-02'),
  ]);
  await shop.fill('silver.dim_products', [
    { product_id: 'x', is_active: true, _updated_at: '2025-01-01 00:00:00' },
    { product_id: 'y', is_active: false, _updated_at: '2025-01-01 00:00:00' },
  ]);
  await shop.fill('silver.fact_orders', [
    order({ order_id: 1, customer_id: 1, order_date: '2025-12-01', total: 100 }),
    order({ order_id: 2, customer_id: 1, order_date: '2026-01-01', total: 50 }),
    order({ order_id: 3, customer_id: 2, order_date: '2026-01-02', total: 80 }),
    order({ order_id: 4, customer_id: 3, order_date: '2026-01-31', total: 30 }),
    order({ order_id: 5, customer_id: 3, order_date: '2026-01-15', total: 70, status: 'cancelled' }),
    order({ order_id: 6, customer_id: 1, order_date: '2025-12-20', total: 70, status: 'pending' }),
    order({ order_id: 7, customer_id: 2, order_date: '2026-02-01', total: 900 }),
  ]);
  const visit = (event_id: string, event_date: string, session_id: string) => ({
    event_id,
    event_date,
    session_id,
    _updated_at: `${event_date} 09:00:00`,
  });
  await shop.fill('silver.fact_web_events', [
    visit('a', '2026-01-31', 's1'),
    visit('b', '2026-01-02', 's2'),
    visit('c', '2026-01-02', 's2'),
    visit('d', '2026-01-01', 's1'),
    visit('e', '2025-12-02', 's9'),
    visit('f', '2026-02-01', 's8'),
  ]);
  await shop.build('gold', '2026-01-31');
  expect(
    await shop.lines(
      'select metric_category, metric_name, metric_value, metric_type, previous_value, change_pct from gold.executive_summary order by 1, 2',
    ),
  ).toEqual([
    'Customers|active_customers_30d|2.00|count|1.00|100.00',
    'Customers|avg_lifetime_value|86.67|currency|150.00|-42.22',
    'Customers|total_customers|3.00|count|2.00|50.00',
    'Orders|completed_orders_30d|2.00|count|1.00|100.00',
    'Orders|order_completion_rate_30d|66.67|percentage|50.00|16.67',
    'Products|active_products|1.00|count||',
    'Revenue|avg_order_value_30d|55.00|currency|50.00|10.00',
    'Revenue|revenue_30d|110.00|currency|50.00|120.00',
    'Revenue|revenue_growth_last_month|60.00|percentage||',
    'Web Traffic|website_sessions_30d|2.00|count|1.00|100.00',
  ]);
  expect(await shop.lines('select distinct _updated_at from gold.executive_summary')).toEqual(['2026-01-31 20:00:00']);
  await shop.close();
});
