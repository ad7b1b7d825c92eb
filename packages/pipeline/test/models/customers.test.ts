import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, order, type Shop } from './shop.ts';

let bikes: Shop;
beforeAll(async () => {
  bikes = await openShop();
  const known = { country: 'US', is_complete_profile: true, _updated_at: '2026-01-31 00:00:00' };
  await bikes.fill('silver.dim_customers', [
    { ...known, customer_id: 1, full_name: 'Ana', registration_date: '2026-01-05', marketing_opt_in: true },
    { ...known, customer_id: 2, full_name: 'Bo', registration_date: '2026-01-20', marketing_opt_in: false },
    { ...known, customer_id: 3, full_name: 'Cy', registration_date: '2026-02-11', marketing_opt_in: true },
    { ...known, customer_id: 4, full_name: 'Di', registration_date: '2026-03-15', is_complete_profile: false },
  ]);
  await bikes.fill('silver.fact_orders', [
    order({ order_id: 101, customer_id: 1, order_date: '2026-01-10', total: 99.05, num_items: 2 }),
    order({ order_id: 102, customer_id: 1, order_date: '2026-02-08', total: 50 }),
    order({ order_id: 103, customer_id: 2, order_date: '2026-01-12', total: 20 }),
    order({ order_id: 104, customer_id: 2, order_date: '2026-02-09', total: 30 }),
    order({ order_id: 105, customer_id: 2, order_date: '2026-02-10', total: 999, status: 'cancelled' }),
    order({ order_id: 106, customer_id: 1, order_date: '2026-03-10', total: 60 }),
    order({ order_id: 107, customer_id: 1, order_date: '2026-03-11', total: 500 }),
    order({ order_id: 108, customer_id: 2, order_date: '2026-02-08', total: 40, status: 'pending' }),
    order({ order_id: 109, customer_id: 2, order_date: '2026-02-08', total: 40, status: 'returned' }),
  ]);
  await bikes.build('gold', '2026-03-10');
});
afterAll(() => bikes.close());

describe('customer_metrics', () => {
  const metrics = (columns: string) =>
    bikes.lines(`select full_name, ${columns} from gold.customer_metrics order by 1`);

  it('counts completed orders up to as_of, and has customers without any', async () => {
    expect(
      await metrics(
        'days_since_registration, lifetime_orders, lifetime_revenue, avg_order_value, total_items_purchased, avg_items_per_order',
      ),
    ).toEqual(['Ana|64|3|209.05|69.68|4|1.33', 'Bo|49|2|50.00|25.00|2|1.00', 'Cy|27|0|0.00||0|', 'Di|-5|0|0.00||0|']);
  });

  it('has no dates, averages or lifespan where nothing was ordered', async () => {
    expect(
      await metrics(
        'first_order_date, last_order_date, days_since_last_order, customer_lifespan_days, avg_orders_per_month',
      ),
    ).toEqual(['Ana|2026-01-10|2026-03-10|0|59|1.53', 'Bo|2026-01-12|2026-02-09|29|28|2.14', 'Cy|||||', 'Di|||||']);
  });

  it('takes thirty days, as_of included', async () => {
    expect(await metrics('orders_last_30_days')).toEqual(['Ana|1', 'Bo|1', 'Cy|0', 'Di|0']);
  });

  it('scores a customer without orders by consent and profile alone', async () => {
    expect(await metrics('customer_quality_score')).toEqual(['Ana|62.73', 'Bo|41.25', 'Cy|25.00', 'Di|0.00']);
  });

  it('changed when the customer or one of the orders that count did', async () => {
    expect(await metrics('_updated_at')).toEqual([
      'Ana|2026-03-10 13:00:00',
      'Bo|2026-02-09 13:00:00',
      'Cy|2026-01-31 00:00:00',
      'Di|2026-01-31 00:00:00',
    ]);
  });
});

describe('customer_cohorts', () => {
  it('is dense, counts customers, and keeps orders before registration apart', async () => {
    expect(
      await bikes.lines(
        `select cohort_month, cohort_size, months_since_registration, active_customers, retention_rate, total_orders,
           total_revenue, avg_order_value, revenue_per_cohort_customer, orders_before_registration, is_complete
         from gold.customer_cohorts order by 1, 3`,
      ),
    ).toEqual([
      '2026-01-01|2|0|1|50.00|1|99.05|99.05|49.53|1|true',
      '2026-01-01|2|1|2|100.00|2|80.00|40.00|40.00|0|true',
      '2026-01-01|2|2|1|50.00|1|60.00|60.00|30.00|0|false',
      '2026-02-01|1|0|0|0.00|0|0.00||0.00|0|true',
      '2026-02-01|1|1|0|0.00|0|0.00||0.00|0|false',
    ]);
  });

  it('changed when its customers or its orders did', async () => {
    expect(
      await bikes.lines(
        'select _updated_at from gold.customer_cohorts order by cohort_month, months_since_registration',
      ),
    ).toEqual([
      '2026-01-31 00:00:00',
      '2026-02-09 13:00:00',
      '2026-03-10 13:00:00',
      '2026-01-31 00:00:00',
      '2026-01-31 00:00:00',
    ]);
  });
});

it('cohort_retention_summary has no figure for a month that is not over', async () => {
  expect(
    await bikes.lines(
      `select cohort_month, cohort_size, retention_month_0, retention_month_1, retention_month_3, retention_month_6,
         retention_month_12, cohort_lifetime_revenue, revenue_per_customer
       from gold.cohort_retention_summary order by 1`,
    ),
  ).toEqual(['2026-01-01|2|50.00|100.00||||239.05|119.53', '2026-02-01|1|0.00|||||0.00|0.00']);
});

it('top_performers ranks by revenue, then by key', async () => {
  expect(
    await bikes.lines('select category, rank_order, key, name, value from gold.top_performers order by 1, 2'),
  ).toEqual(['customer|1|1|Ana|209.05', 'customer|2|2|Bo|50.00']);
});
