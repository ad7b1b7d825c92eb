import type { DuckdbSession } from '@assay/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { one, reading, rows, shop } from './reading.ts';

const ORDERS = 20_000;
let session: DuckdbSession;

beforeAll(async () => {
  session = await reading({ shop: await shop({ orders: ORDERS, until: '2026-10-31' }) });
  await session.execute(`
    create table lines as
      select *, cast(order_date as timestamp) as placed from shop.order_lines
      qualify row_number() over (partition by order_id, line_number order by updated_at desc) = 1;
    create table orders as
      select order_id, max(customer_id::bigint) as customer_id, max(placed) as placed, max(order_status) as status,
        max(payment_method) as payment_method, max(registration_date::date) as registered, sum(total_amount::decimal(18,2)) as net
      from lines group by order_id;
    create table customers as
      from shop.customers qualify row_number() over (partition by customer_id order by updated_at desc) = 1`);
}, 120_000);
afterAll(() => session.close());

const value = async (expression: string, from = 'orders') =>
  Number((await one(session, `select ${expression} as value from ${from}`)).value);

const within = async (expression: string, [low, high]: readonly [number, number], from = 'orders') => {
  const found = await value(expression, from);
  expect(found, expression).toBeGreaterThanOrEqual(low);
  expect(found, expression).toBeLessThanOrEqual(high);
};

const share = (predicate: string) => `count_if(${predicate}) / count(*)`;
const ordersOn = (predicate: string) =>
  `(count_if(${predicate}) / count(distinct case when ${predicate} then placed::date end))`;

describe('orders', () => {
  it('are as many as asked, over three years without an empty day', async () => {
    await within('count(*)', [ORDERS, ORDERS]);
    await within('count(distinct placed::date)', [1096, 1096]);
  });

  it('grow from year to year', () =>
    within(`${ordersOn(`placed >= '2025-11-01'`)} / ${ordersOn(`placed < '2024-11-01'`)}`, [1.7, 2.5]));

  it('follow the week and the year', async () => {
    await within(`${ordersOn('isodow(placed) = 1')} / ${ordersOn('isodow(placed) = 6')}`, [1.1, 1.6]);
    await within(
      `${ordersOn(`placed between '2025-12-03' and '2025-12-20'`)} / ${ordersOn(`placed between '2025-09-03' and '2025-09-20'`)}`,
      [1.2, 2.2],
    );
  });

  it('leap on sale days, and cost less', async () => {
    await within(
      `${ordersOn(`placed::date = '2025-11-28'`)} / ${ordersOn(`placed between '2025-11-03' and '2025-11-20'`)}`,
      [2, 5],
    );
    await within(
      `sum(discount::double) filter (placed::date = '2025-11-28') / sum(price::double * quantity::double) filter (placed::date = '2025-11-28')
       - sum(discount::double) / sum(price::double * quantity::double)`,
      [0.05, 0.3],
      'lines',
    );
  });

  it('are cancelled and returned now and then, and pending only when fresh', async () => {
    await within(share(`status = 'cancelled'`), [0.02, 0.05]);
    await within(share(`status = 'returned'`), [0.03, 0.06]);
    await within(`count_if(status in ('pending', 'processing'))`, [1, 120]);
    await within(`count_if(status in ('pending', 'processing') and placed < '2026-10-26')`, [0, 0]);
  });

  it('are paid more and more with apple_pay', () =>
    within(
      `count_if(payment_method = 'apple_pay' and placed >= '2026-05-01') / count_if(placed >= '2026-05-01')
       - count_if(payment_method = 'apple_pay' and placed < '2024-05-01') / count_if(placed < '2024-05-01')`,
      [0.08, 0.25],
    ));

  it('have 2.4 lines, and totals that are right to the cent', async () => {
    await within(`count(*) / ${ORDERS}`, [2.3, 2.5], 'lines');
    await within(
      `count_if(total_amount::decimal(18,2) <> price::decimal(18,2) * quantity::int - discount::decimal(18,2))`,
      [0, 0],
      'lines',
    );
  });

  it('hold a little of what real data hold: late files, corrections, gaps', async () => {
    await within(`(select count(*) from shop.order_lines) - count(*)`, [100, 900], 'lines');
    await within(share('unit_cost is null'), [0.001, 0.01], 'lines');
    await within(share('shipping_country is null'), [0.0005, 0.01], 'lines');
    await within(share('phone is null'), [0.08, 0.2], 'lines');
    await within(`${share(`cast(updated_at as date) - placed::date > 40`)}`, [0, 0.02], 'lines');
  });
});

describe('customers', () => {
  it('include every one that ordered, and many that never did', async () => {
    expect(await rows(session, 'select customer_id from orders except select customer_id from customers')).toEqual([]);
    await within('count_if(customer_id not in (select customer_id from orders)) / count(*)', [0.08, 0.3], 'customers');
  });

  it('order before they register in a handful of cases only', () =>
    within('count_if(placed::date < registered)', [5, 60]));

  it('come back less and less, a few of them often', async () => {
    const retention = await rows(
      session,
      `with cohort as (select customer_id, date_trunc('month', registration_date) as month from customers where registration_date < '2025-10-01'),
       active as (
         select distinct customer_id, (year(o.placed) - year(c.month)) * 12 + month(o.placed) - month(c.month) as age
         from orders as o join cohort as c using (customer_id) where status in ('shipped', 'delivered') and o.placed::date >= registered
       )
       select age, count(*) / (select count(*) from cohort) as share from active where age in (0, 1, 3, 6, 12) group by age order by age`,
    );
    const shares = retention.map((row) => Number(row.share));
    expect(shares).toHaveLength(5);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares[0]).toBeGreaterThan(0.5);
    expect(shares[1]).toBeLessThan(0.45);
    expect(shares[4]).toBeGreaterThan(0.01);
    await session.execute('create table loyalty as select customer_id, count(*) as n from orders group by all');
    await within(share('n = 1'), [0.15, 0.4], 'loyalty');
    await within(share('n >= 6'), [0.08, 0.25], 'loyalty');
  });

  it('live at home for the most part, and have the names of where they live', async () => {
    await within(share(`country = 'US'`), [0.65, 0.85], 'customers');
    await within(share(`full_name <> strip_accents(full_name)`), [0.03, 0.25], 'customers');
    await within(share(`email <> lower(email)`), [0.02, 0.1], 'customers');
  });

  it('have a history that ends in what the master says', async () => {
    expect(
      await rows(
        session,
        `with last as (from shop.customer_changes qualify row_number() over (partition by customer_id order by change_id desc) = 1)
         select customer_id, email, country, segment from last except select customer_id, email, country, segment from customers`,
      ),
    ).toEqual([]);
    await within('count(*) / count(distinct customer_id)', [1.1, 1.4], 'shop.customer_changes');
    await within(
      'count_if(earlier > changed_at)',
      [0, 0],
      `(select changed_at, lag(changed_at) over (order by change_id) as earlier from shop.customer_changes)`,
    );
  });
});

describe('products', () => {
  it('sell by a long tail', async () => {
    await session.execute(
      `create table sellers as select product_id, count(*) as n, rank() over (order by count(*) desc) as place from lines group by product_id`,
    );
    await within('sum(n) filter (place <= 0.2 * (select count(*) from sellers)) / sum(n)', [0.4, 0.75], 'sellers');
    await within('max(n) / sum(n)', [0.01, 0.08], 'sellers');
    await within('count(*)', [450, 700], 'sellers');
  });

  it('are all in the master, cost less than they sell for, and are sometimes out of stock', async () => {
    expect(await rows(session, 'select product_id from lines except select product_id from shop.products')).toEqual([]);
    await within(share('cost >= price'), [0, 0], 'shop.products');
    await within(share('stock_quantity = 0'), [0.02, 0.2], 'shop.products');
    await within('count(distinct product_name) / count(distinct product_id)', [1, 1.01], 'shop.products');
  });
});

describe('visits', () => {
  it('narrow from pages to products to the cart to checkout', async () => {
    await session.execute(
      'create table visits as select session_id, list(distinct event_type) as did, count(*) as n, bool_or(customer_id is not null) as known from shop.web_events group by all',
    );
    const [viewed, carted, paid] = await Promise.all(
      ['product_view', 'add_to_cart', 'checkout'].map((event) =>
        value(share(`list_contains(did, '${event}')`), 'visits'),
      ),
    );
    expect(viewed).toBeGreaterThan(Number(carted) * 1.5);
    expect(carted).toBeGreaterThan(Number(paid) * 1.1);
    expect(paid).toBeGreaterThan(0.1);
    await within('avg(n)', [3, 8], 'visits');
  });

  it('are anonymous for about half, and more and more mobile', async () => {
    await within(share('known'), [0.35, 0.75], 'visits');
    const mobile = (when: string) => `(count_if(device_type = 'mobile' and ${when}) / count_if(${when}))`;
    await within(
      `${mobile(`event_ts >= '2026-05-01'`)} - ${mobile(`event_ts < '2024-05-01'`)}`,
      [0.04, 0.2],
      'shop.web_events',
    );
  });

  it('show more products than are sold', () =>
    within(`count_if(event_type = 'product_view') / (select count(*) from lines)`, [1.1, 3], 'shop.web_events'));
});

describe('what surrounds orders', () => {
  it('parcels: every carrier in its own time', async () => {
    await session.execute(
      'create table transit as select carrier, median(epoch(delivered_at - shipped_at) / 86400) as days from shop.shipments group by carrier',
    );
    await within('count(*)', [4, 4], 'transit');
    await within('max(days) / min(days)', [1.5, 5], 'transit');
    expect(
      await rows(session, 'select order_id from shop.shipments except select order_id::bigint from orders'),
    ).toEqual([]);
  });

  it('tickets: more of them when a parcel is late', async () => {
    await session.execute(
      `create table parcels as
       select epoch(delivered_at - shipped_at) > 6 * 86400 as late, exists (
         from shop.support_tickets as t join orders as o on o.customer_id = t.customer_id
         where o.order_id = s.order_id and t.opened_at between s.shipped_at and s.shipped_at + interval 20 day
       ) as complained
       from shop.shipments as s where delivered_at is not null`,
    );
    const complaints = (when: string) => `(count_if(complained and ${when}) / count_if(${when}))`;
    await within(`${complaints('late')} / ${complaints('not late')}`, [2, 30], 'parcels');
    await within('count(satisfaction) / count(*)', [0.3, 0.7], 'shop.support_tickets');
  });

  it('campaigns: no more clicks than views, no more orders than clicks', async () => {
    await within('count_if(clicks > impressions or conversions > clicks)', [0, 0], 'shop.campaigns');
    await within('count(distinct channel)', [4, 6], 'shop.campaigns');
    await within('sum(revenue_attributed) / sum(cost)', [1, 15], 'shop.campaigns');
  });

  it('experiments: one variant a customer, in the proportions meant', async () => {
    expect(
      await rows(
        session,
        'select experiment_name, customer_id from shop.experiment_assignments group by all having count(*) > 1',
      ),
    ).toEqual([]);
    const split = (name: string, variant: string) =>
      within(
        share(`variant = '${variant}'`),
        variant === 'control' ? [0.05, 0.56] : [0.44, 0.95],
        `(from shop.experiment_assignments where experiment_name = '${name}')`,
      );
    await split('checkout_button', 'control');
    await split('checkout_button', 'green_button');
    await within(
      share(`variant = 'control'`),
      [0.05, 0.16],
      `(from shop.experiment_assignments where experiment_name = 'recommendations')`,
    );
    await within(
      'count(distinct variant)',
      [3, 3],
      `(from shop.experiment_assignments where experiment_name = 'free_shipping_bar')`,
    );
  });

  it('experiments: the green button sells more', async () => {
    await session.execute(
      `create table tried as
       select a.variant, a.customer_id, count(o.order_id) > 0 as bought
       from shop.experiment_assignments as a
       left join orders as o on o.customer_id = a.customer_id and o.placed >= a.assigned_at and o.placed::date - a.assigned_at::date < 30 and o.status in ('shipped', 'delivered')
       where a.experiment_name = 'checkout_button' group by all`,
    );
    await within(
      `count_if(bought and variant = 'green_button') / count_if(variant = 'green_button') - count_if(bought and variant = 'control') / count_if(variant = 'control')`,
      [0.02, 0.4],
      'tried',
    );
  });

  it('segments: a customer is in each at most once', async () => {
    expect(
      await rows(session, 'select customer_id, segment_name from shop.user_segments group by all having count(*) > 1'),
    ).toEqual([]);
    await within('count(distinct segment_name)', [5, 5], 'shop.user_segments');
  });
});
