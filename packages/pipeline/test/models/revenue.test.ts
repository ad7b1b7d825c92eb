import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, order, type Shop } from './shop.ts';

let tea: Shop;
beforeAll(async () => {
  tea = await openShop();
  await tea.fill('silver.fact_orders', [
    order({
      order_id: 1,
      customer_id: 7,
      order_date: '2024-12-01',
      subtotal: 100,
      discount: 12.5,
      shipping_cost: 5,
      tax: 7.5,
      total: 100,
      num_items: 2,
      total_quantity: 5,
      payment_method: 'credit_card',
      order_size: 'Medium',
      has_discount: true,
      is_weekend: true,
      shipping_country: 'US',
    }),
    order({
      order_id: 2,
      customer_id: 7,
      order_date: '2024-12-01',
      total: 20,
      payment_method: null,
      free_shipping: true,
      shipping_country: 'FR',
    }),
    order({
      order_id: 3,
      customer_id: 8,
      order_date: '2024-12-04',
      total: 30,
      payment_method: 'cheque',
      order_size: 'Large',
    }),
    order({
      order_id: 4,
      customer_id: 8,
      order_date: '2024-12-30',
      total: 0.05,
      payment_method: 'apple_pay',
      order_size: 'Extra Large',
    }),
    // January sells nothing, February 120, the next December 300
    order({
      order_id: 5,
      customer_id: 9,
      order_date: '2025-02-28',
      total: 120,
      payment_method: 'debit_card',
      shipping_country: 'US',
    }),
    order({ order_id: 6, customer_id: 9, order_date: '2025-03-31', total: 180.3, shipping_country: 'US' }),
    order({ order_id: 7, customer_id: 9, order_date: '2025-12-31', total: 300, shipping_country: 'US' }),
    order({ order_id: 8, customer_id: 9, order_date: '2026-01-15', total: 1000, shipping_country: 'US' }),
    order({ order_id: 9, customer_id: 9, order_date: '2026-01-16', total: 5000, shipping_country: 'US' }),
  ]);
  await tea.build('gold', '2026-01-15');
});
afterAll(() => tea.close());

describe('daily_revenue', () => {
  const day = (columns: string, ...days: string[]) =>
    tea.lines(
      `select order_date, ${columns} from gold.daily_revenue where order_date in (${days.map((d) => `date '${d}'`)}) order by 1`,
    );

  it('has every day from the first completed order to as_of', async () => {
    expect(
      await tea.lines('select min(order_date), max(order_date), count(*), sum(total_orders) from gold.daily_revenue'),
    ).toEqual(['2024-12-01|2026-01-15|411|8']);
  });

  it('adds up a day, and a day without orders to zeros', async () => {
    const figures = `total_orders, unique_customers, gross_revenue, subtotal, total_discounts, shipping_revenue,
      tax_collected, avg_order_value, avg_items_per_order, avg_discount_pct, total_items_sold, total_units_sold, _updated_at`;
    expect(await day(figures, '2024-12-01', '2024-12-02')).toEqual([
      '2024-12-01|2|1|120.00|120.00|12.50|5.00|7.50|60.00|1.50|10.42|3|6|2024-12-01 13:00:00',
      '2024-12-02|0|0|0.00|0.00|0.00|0.00|0.00||||0|0|',
    ]);
  });

  it('counts each order under one way of paying and one size', async () => {
    const counts = `orders_credit_card, orders_debit_card, orders_paypal, orders_apple_pay, orders_other_payment,
      orders_small, orders_medium, orders_large, orders_xl, orders_with_discount, orders_free_shipping, orders_weekend`;
    expect(await day(counts, '2024-12-01', '2024-12-04', '2024-12-30')).toEqual([
      '2024-12-01|1|0|0|0|1|1|1|0|0|1|1|1',
      '2024-12-04|0|0|0|0|1|0|0|1|0|0|0|0',
      '2024-12-30|0|0|0|1|0|0|0|0|1|0|0|0',
    ]);
  });

  it('averages calendar windows, once they are full', async () => {
    const averages = 'revenue_7d_avg, revenue_30d_avg, orders_7d_avg, orders_30d_avg, avg_order_value_7d';
    expect(
      await day(averages, '2024-12-06', '2024-12-07', '2024-12-08', '2024-12-29', '2024-12-30', '2024-12-31'),
    ).toEqual([
      '2024-12-06|||||',
      '2024-12-07|21.43||0.43||50.00',
      '2024-12-08|4.29||0.14||30.00',
      '2024-12-29|0.00||0.00||',
      '2024-12-30|0.01|5.00|0.14|0.13|0.05',
      '2024-12-31|0.01|1.00|0.14|0.07|0.05',
    ]);
  });
});

describe('monthly_revenue', () => {
  const months = (columns: string) =>
    tea.lines(`select order_month_label, ${columns} from gold.monthly_revenue order by order_month`);

  it('has every month to that of as_of', async () => {
    expect(await months('total_orders, gross_revenue, is_complete')).toEqual([
      '2024-12|4|150.05|true',
      '2025-01|0|0.00|true',
      '2025-02|1|120.00|true',
      '2025-03|1|180.30|true',
      '2025-04|0|0.00|true',
      '2025-05|0|0.00|true',
      '2025-06|0|0.00|true',
      '2025-07|0|0.00|true',
      '2025-08|0|0.00|true',
      '2025-09|0|0.00|true',
      '2025-10|0|0.00|true',
      '2025-11|0|0.00|true',
      '2025-12|1|300.00|true',
      '2026-01|1|1000.00|false',
    ]);
  });

  it('has no growth from nothing, of a month that is not over, or against one', async () => {
    const growth = await months('revenue_mom_growth_pct, orders_mom_growth_pct, revenue_yoy_growth_pct');
    expect(growth.filter((line) => !line.endsWith('|||'))).toEqual([
      '2025-01|-100.00|-100.00|',
      '2025-03|50.25|0.00|',
      '2025-04|-100.00|-100.00|',
      '2025-12|||99.93',
    ]);
    expect(growth).toContain('2026-01|||');
    expect(growth).toContain('2025-02|||');
  });

  it('counts customers by where orders went, one of them twice', async () => {
    const where = `unique_customers, orders_per_customer, customers_domestic, customers_international,
      customers_unknown_country, total_items, total_units, avg_items_per_order, avg_order_value, total_discounts`;
    expect((await months(where))[0]).toBe('2024-12|2|2.00|1|1|1|5|8|1.25|37.51|12.50');
  });

  it('is complete at the beginning only if its orders are', async () => {
    await tea.build('gold', '2024-12-31');
    expect(await months('is_complete')).toEqual(['2024-12|true']);
    await tea.session.execute(
      `update silver.fact_orders set order_date = date '2024-12-02' where order_date = date '2024-12-01'`,
    );
    await tea.build('gold', '2025-01-31');
    expect(await months('is_complete, revenue_mom_growth_pct')).toEqual(['2024-12|false|', '2025-01|true|']);
  });
});
