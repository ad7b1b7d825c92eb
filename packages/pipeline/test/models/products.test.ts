import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, order, type Shop } from './shop.ts';

let tea: Shop;
beforeAll(async () => {
  tea = await openShop();
  const known = { subcategory: 'Leaf', brand: 'Own', _updated_at: '2025-01-01 00:00:00' };
  await tea.fill('silver.dim_products', [
    {
      ...known,
      product_id: 'assam',
      product_name: 'Assam',
      category: 'Tea',
      price: 10,
      cost: 4,
      profit_margin_pct: 60,
      stock_quantity: 120,
      is_active: true,
    },
    {
      ...known,
      product_id: 'bai',
      product_name: 'Bai Mu Dan',
      category: 'Tea',
      price: 20,
      stock_quantity: 0,
      is_active: false,
    },
    {
      ...known,
      product_id: 'cup',
      product_name: 'Cup',
      price: 5,
      cost: 4,
      profit_margin_pct: 20,
      stock_quantity: 10,
      is_active: true,
    },
  ]);
  await tea.fill('silver.fact_orders', [
    order({ order_id: 1, customer_id: 1, order_date: '2026-01-31' }),
    order({ order_id: 2, customer_id: 1, order_date: '2026-01-01' }),
    order({ order_id: 3, customer_id: 1, order_date: '2025-11-02' }),
    order({ order_id: 4, customer_id: 1, order_date: '2026-01-30', status: 'cancelled' }),
    order({ order_id: 5, customer_id: 1, order_date: '2026-02-01' }),
    order({ order_id: 6, customer_id: 1, order_date: '2026-01-02' }),
  ]);
  const line = (
    order_id: number,
    line_number: number,
    product_id: string,
    [quantity, total_price, unit_cost]: [number, number, number | null],
  ) => ({
    order_id,
    line_number,
    product_id,
    quantity,
    total_price,
    unit_cost,
    unit_price: 10,
    _updated_at: '2025-12-01 00:00:00',
  });
  await tea.fill('silver.fact_order_items', [
    line(1, 1, 'assam', [2, 20, 4]),
    line(1, 2, 'bai', [1, 18, null]),
    line(2, 1, 'assam', [1, 10, 3]),
    line(3, 1, 'assam', [4, 40, 3]),
    line(4, 1, 'assam', [9, 90, 4]),
    line(5, 1, 'assam', [7, 70, 4]),
    line(6, 1, 'assam', [1, 10, 5]),
    line(6, 2, 'assam', [1, 10, 5]),
  ]);
  const event = (event_id: string, event_date: string, row: Record<string, string | number>) => ({
    event_id,
    event_date,
    event_type: 'product_view',
    _updated_at: `${event_date} 09:00:00`,
    ...row,
  });
  await tea.fill('silver.fact_web_events', [
    event('a', '2026-01-02', { session_id: 's1', customer_id: 1, product_id: 'assam' }),
    event('b', '2026-01-02', { session_id: 's1', customer_id: 1, product_id: 'assam' }),
    event('c', '2026-01-31', { session_id: 's2', product_id: 'assam' }),
    event('d', '2026-01-31', { session_id: 's2', product_id: 'bai' }),
    event('e', '2026-01-01', { session_id: 's3', customer_id: 2, product_id: 'assam' }),
    event('f', '2026-02-01', { session_id: 's4', customer_id: 2, product_id: 'assam' }),
    event('g', '2026-01-31', { session_id: 's5', customer_id: 3, product_id: 'assam', event_type: 'add_to_cart' }),
  ]);
  await tea.build('gold', '2026-01-31');
});
afterAll(() => tea.close());

describe('product_performance', () => {
  const products = (columns: string) =>
    tea.lines(`select product_id, ${columns} from gold.product_performance order by 1`);

  it('sells in all time, in 30 and in 90 days, as_of included and the future not', async () => {
    expect(
      await products(
        'lifetime_quantity_sold, lifetime_revenue, lifetime_orders, qty_sold_30d, revenue_30d, orders_30d, qty_sold_90d, revenue_90d',
      ),
    ).toEqual(['assam|9|90.00|4|4|40.00|2|5|50.00', 'bai|1|18.00|1|1|18.00|1|1|18.00', 'cup|0|0.00|0|0|0.00|0|0|0.00']);
  });

  it('is viewed in 30 days', async () => {
    expect(await products('views_30d, sessions_30d, viewers_30d, view_to_order_rate_30d')).toEqual([
      'assam|3|2|1|66.67',
      'bai|1|1|0|100.00',
      'cup|0|0|0|',
    ]);
  });

  it('earns by the cost of the line, and nothing where that is not known', async () => {
    expect(await products('profit_30d, lifetime_profit')).toEqual([
      'assam|22.00|57.00',
      'bai|0.00|0.00',
      'cup|0.00|0.00',
    ]);
  });

  it('has no days of inventory where nothing sells', async () => {
    expect(await products('daily_velocity_30d, daily_velocity_90d, days_of_inventory')).toEqual([
      'assam|0.13|0.06|900.00',
      'bai|0.03|0.01|0.00',
      'cup|0.00|0.00|',
    ]);
  });

  it('has a score, a tier and the time of its newest fact', async () => {
    expect(await products('product_health_score, performance_tier_30d, _updated_at')).toEqual([
      'assam|61.45|Bronze|2026-01-31 13:00:00',
      'bai|13.15|Bronze|2026-01-31 13:00:00',
      'cup|35.00|Inactive|2025-01-01 00:00:00',
    ]);
  });
});

it('category_performance counts each order once and means what products show', async () => {
  expect(
    await tea.lines(
      `select category, product_count, active_products, revenue_30d, revenue_90d, lifetime_revenue, profit_30d, lifetime_profit,
         avg_profit_margin, margin_30d_pct, units_sold_30d, units_sold_90d, lifetime_units_sold, total_views_30d,
         view_to_order_rate_30d, total_inventory, avg_days_of_inventory, avg_health_score
       from gold.category_performance order by 1`,
    ),
  ).toEqual([
    'Tea|2|1|58.00|68.00|108.00|22.00|57.00|60.00|37.93|5|6|10|4|50.00|120|450.00|37.30',
    'Unknown|1|1|0.00|0.00|0.00|0.00|0.00|20.00||0|0|0|0||10||35.00',
  ]);
});

it('category_performance has no margin where no line of the 30 days has a cost, and one of zero where it is the price', async () => {
  const shop = await openShop();
  try {
    const product = (product_id: string, category: string) => ({
      product_id,
      product_name: product_id,
      category,
      is_active: true,
      _updated_at: '2025-01-01 00:00:00',
    });
    await shop.fill('silver.dim_products', [
      product('caddy', 'Tins'),
      product('infuser', 'Tools'),
      product('kettle', 'Ware'),
      product('whisk', 'Ware'),
    ]);
    await shop.fill('silver.fact_orders', [
      order({ order_id: 1, customer_id: 1, order_date: '2026-01-31' }),
      order({ order_id: 2, customer_id: 1, order_date: '2026-01-01' }),
      order({ order_id: 3, customer_id: 1, order_date: '2026-01-30', status: 'cancelled' }),
    ]);
    const line = (order_id: number, line_number: number, product_id: string, unit_cost: number | null) => ({
      order_id,
      line_number,
      product_id,
      unit_cost,
      quantity: 1,
      unit_price: 8,
      total_price: 8,
      _updated_at: '2025-12-01 00:00:00',
    });
    await shop.fill('silver.fact_order_items', [
      line(1, 1, 'caddy', null),
      line(1, 2, 'infuser', 8),
      line(1, 3, 'kettle', 4),
      line(1, 4, 'whisk', null),
      line(2, 1, 'caddy', 3),
      line(3, 1, 'caddy', 3),
    ]);
    await shop.build('gold', '2026-01-31');
    expect(
      await shop.lines(
        'select category, revenue_30d, profit_30d, margin_30d_pct from gold.category_performance order by 1',
      ),
    ).toEqual(['Tins|8.00|0.00|', 'Tools|8.00|0.00|0.00', 'Ware|16.00|4.00|25.00']);
  } finally {
    await shop.close();
  }
});

it('top_performers has products and categories that sold in 30 days', async () => {
  expect(
    await tea.lines('select category, rank_order, key, name, value from gold.top_performers order by 1, 2'),
  ).toEqual(['category|1|Tea|Tea|58.00', 'product|1|assam|Assam|40.00', 'product|2|bai|Bai Mu Dan|18.00']);
});
