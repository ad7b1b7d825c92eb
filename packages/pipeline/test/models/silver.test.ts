import type { Value } from '@assay/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openShop, type Shop } from './shop.ts';

let wine: Shop;
beforeEach(async () => {
  wine = await openShop();
});
afterEach(() => wine.close());

const line = (row: Readonly<Record<string, Value>>) => ({
  order_id: 1,
  line_number: 1,
  customer_id: 7,
  order_date: '2026-01-10 08:00:00',
  product_id: 'rioja',
  price: 10,
  quantity: 2,
  discount: 0,
  total_amount: 20,
  order_status: 'delivered',
  updated_at: '2026-01-10 09:00:00',
  _file: 'jan.csv',
  _line: 1,
  ...row,
});
const build = async (...rows: ReturnType<typeof line>[]) => {
  await wine.fill('bronze.order_lines', rows);
  await wine.build('silver', '2026-01-31');
};
const items = (columns: string) =>
  wine.lines(`select order_id, line_number, ${columns} from silver.fact_order_items order by all`);

it('adds an order up from its lines, to the cent', async () => {
  await build(
    line({
      price: 9.99,
      quantity: 3,
      discount: 4.99,
      total_amount: 24.98,
      order_shipping_cost: 5.5,
      order_tax: 2.02,
      payment_method: 'paypal',
    }),
    line({
      line_number: 2,
      price: 100,
      quantity: 1,
      discount: null,
      total_amount: 100,
      order_shipping_cost: 5.5,
      order_tax: 2.02,
      _line: 2,
    }),
    line({ order_id: 2, order_status: 'cancelled', order_date: '2026-01-11 08:00:00', order_shipping_cost: 0 }),
  );
  expect(await items('quantity, unit_price, discount, total_price')).toEqual([
    '1|1|3|9.99|0.1665|24.98',
    '1|2|1|100.00|0.0000|100.00',
    '2|1|2|10.00|0.0000|20.00',
  ]);
  expect(
    await wine.lines(
      `select order_id, order_date, status, subtotal, discount, discount_pct, shipping_cost, tax, total, num_items, total_quantity,
         order_size, has_discount, free_shipping, is_weekend, payment_method from silver.fact_orders order by 1`,
    ),
  ).toEqual([
    '1|2026-01-10|completed|129.97|4.99|3.84|5.50|2.02|132.50|2|4|Medium|true|false|true|paypal',
    '2|2026-01-11|cancelled|20.00|0.00|0.00|0.00|0.00|20.00|1|2|Small|false|true|true|',
  ]);
});

it('keeps the later version of a line, and both of the same age', async () => {
  await build(
    line({}),
    line({
      total_amount: 18,
      discount: 2,
      order_status: 'returned',
      updated_at: '2026-01-12 00:00:00',
      _file: 'feb.csv',
    }),
    line({ order_id: 2 }),
    line({ order_id: 2, _file: 'copy.csv' }),
  );
  expect(await items('total_price')).toEqual(['1|1|18.00', '2|1|20.00', '2|1|20.00']);
  expect(await wine.lines('select order_id, status, total, _updated_at from silver.fact_orders order by 1')).toEqual([
    '1|returned|18.00|2026-01-12 00:00:00',
    '2|completed|40.00|2026-01-10 09:00:00',
  ]);
});

it('numbers lines by their place in the file where the source does not', async () => {
  const unnumbered = (_line: number, product_id: string) =>
    line({ line_number: null, updated_at: null, product_id, _line });
  await build(
    unnumbered(4, 'cava'),
    unnumbered(2, 'rioja'),
    unnumbered(9, 'port'),
    line({ order_id: 2, line_number: 5 }),
  );
  expect(await items('product_id, _updated_at')).toEqual([
    '1|1|rioja|2026-01-10 08:00:00',
    '1|2|cava|2026-01-10 08:00:00',
    '1|3|port|2026-01-10 08:00:00',
    '2|5|rioja|2026-01-10 09:00:00',
  ]);
});

it('leaves an order whose line has a wrong total not adding up', async () => {
  await build(line({ total_amount: 19.5 }), line({ order_id: 2 }));
  expect(
    await wine.lines(
      'select order_id from silver.fact_orders where total <> subtotal - discount + shipping_cost + tax',
    ),
  ).toEqual(['1']);
});

it('makes customers and products of the order lines when there is no master', async () => {
  const who = { customer_name: 'Eva', email: ' Eva@Example.COM', product_name: 'Rioja', category: 'Red', unit_cost: 4 };
  await build(
    line(who),
    line({
      ...who,
      order_id: 2,
      customer_name: 'Eva Maria',
      price: 12,
      order_date: '2026-01-20 08:00:00',
      updated_at: '2026-01-20 09:00:00',
    }),
  );
  const customers =
    'select customer_id, full_name, email, registration_date, value_segment, lifecycle_stage from silver.dim_customers';
  expect(await wine.lines(customers)).toEqual(['7|Eva Maria|eva@example.com|2026-01-10|Low|Active']);
  expect(
    await wine.lines(
      'select product_id, product_name, category, price, cost, profit_margin_pct, stock_status from silver.dim_products',
    ),
  ).toEqual(['rioja|Rioja|Red|12.00|4.00|66.67|Unknown']);
  await wine.fill('bronze.customers', [
    { customer_id: 8, full_name: 'Max', registration_date: '2026-01-15', updated_at: '2026-01-15 00:00:00' },
  ]);
  await wine.build('silver', '2026-01-31');
  expect(await wine.lines(customers)).toEqual(['8|Max||2026-01-15|Low|New']);
});

it('sees a customer who registered twice at the same moment twice, and the older version of another not at all', async () => {
  const customer = { full_name: 'Ida', registration_date: '2025-12-01', updated_at: '2026-01-01 00:00:00' };
  await wine.fill('bronze.customers', [
    { ...customer, customer_id: 1 },
    { ...customer, customer_id: 1, registration_date: '2026-01-01' },
    { ...customer, customer_id: 2 },
    { ...customer, customer_id: 2, full_name: 'Ada', updated_at: '2026-01-02 00:00:00' },
  ]);
  await wine.build('silver', '2026-01-31');
  expect(
    await wine.lines('select customer_id, full_name, registration_date from silver.dim_customers order by all'),
  ).toEqual(['1|Ida|2025-12-01', '1|Ida|2026-01-01', '2|Ada|2025-12-01']);
});

it('counts what it leaves out, by table and reason', async () => {
  await build(line({}), line({ order_id: 2, order_date: '9999-12-31 00:00:00', unit_cost: 3 }));
  await wine.fill('bronze.web_events', [
    { event_id: 'x', event_ts: '2026-02-01 00:00:00', event_type: 'search', session_id: 's' },
  ]);
  await wine.build('silver', '2026-01-31');
  expect(
    await wine.lines('select table_name, reason, row_count from silver.left_out where row_count > 0 order by 1'),
  ).toEqual([
    'silver.fact_order_items|without unit cost, so without profit|1',
    'silver.fact_orders|dated after as_of|1',
    'silver.fact_web_events|dated after as_of|1',
  ]);
});
