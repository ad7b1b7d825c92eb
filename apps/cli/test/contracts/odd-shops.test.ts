import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge, openWorkshop, rawShop, type WorkshopOptions } from './workshop.ts';

const UNTIL = '2026-04-10';
const NOT_FRESH = [
  'silver.fact_orders.every_row.orders-have-not-stopped: warn',
  'silver.fact_web_events.every_row.visits-have-not-stopped: warn',
];
const MASTERS = ['customers', 'customer_changes', 'products', 'campaigns', 'experiment_assignments', 'shipments'];
const EXTRAS = ['user_segments', 'support_tickets', 'web_events'];
const KEYS = [
  ...['order_lines', 'customers', 'customer_changes', 'web_events', 'experiment_assignments', 'support_tickets'].map(
    (table) => [table, 'customer_id'],
  ),
  ['user_segments', 'customer_id'],
  ['order_lines', 'order_id'],
  ['shipments', 'order_id'],
];
const ORDER_LINES_ALONE = `
  ${[...MASTERS, ...EXTRAS].map((table) => `delete from bronze.${table};`).join('\n')}
  create table bronze.newest as select * from bronze.order_lines
    qualify rank() over (partition by order_id order by updated_at desc) = 1;
  drop table bronze.order_lines;
  alter table bronze.newest rename to order_lines;
  update bronze.order_lines set line_number = null, unit_cost = null, order_shipping_cost = null, order_tax = null,
    currency = null, shipping_country = null, updated_at = null`;
const EMPTY_WITHOUT_ORDERS = [
  'gold.daily_revenue.not_empty: error',
  'gold.monthly_revenue.not_empty: error',
  'gold.rfm_segment_summary.not_empty: error',
  'gold.rfm_segments.not_empty: error',
  'gold.top_performers.not_empty: error',
];

interface Odd extends Omit<WorkshopOptions, 'raw' | 'asOf'> {
  readonly asOf?: string;
  /** Checks that do not hold, with their severity; all others hold or are skipped. */
  readonly broken: readonly string[];
}

const odd: Readonly<Record<string, Odd>> = {
  'a shop without anything odd': { broken: [] },
  'a shop that exports nothing but flat order lines': { spoil: ORDER_LINES_ALONE, broken: [] },
  'keys that are text': {
    spoil: KEYS.map(([table, key]) => `alter table bronze.${table} alter ${key} type varchar;`).join('\n'),
    broken: [],
  },
  'products with quotes and line breaks in long names, and no category': {
    spoil: `update bronze.products set product_name = 'O''Hara "x"' || chr(10) || repeat('y', 10000), category = null`,
    broken: [
      'silver.dim_products.category.not_null: warn',
      'silver.dim_products.every_row.products-differ-most-are-on-sale-and-in-stock: warn',
    ],
  },
  'a product that stands twice': {
    spoil: `insert into bronze.products by name select * from bronze.products where product_id =
      (select min(product_id) from bronze.products)`,
    broken: [
      'gold.daily_revenue.reconcile.all-days-together-sold-what-all-products-together-sold: error',
      'gold.executive_summary.sql.the-other-figures-are-those-of-the-tables-they-sum-up: error',
      'gold.product_performance.product_id.unique: error',
      'silver.dim_products.product_id.unique: error',
    ],
  },
  'a day long after all data': { asOf: '2027-05-05', broken: NOT_FRESH },
  'a day in the middle of the data': { asOf: '2025-02-28', broken: [] },
  'a day before all data': {
    asOf: '2020-01-01',
    broken: [
      'gold.cohort_retention_summary.not_empty: error',
      'gold.customer_cohorts.not_empty: error',
      ...EMPTY_WITHOUT_ORDERS,
    ],
  },
  'only cancelled orders': {
    spoil: `update bronze.order_lines set order_status = 'cancelled'`,
    broken: [
      ...EMPTY_WITHOUT_ORDERS,
      'silver.fact_orders.every_row.no-week-is-cancelled-returned-or-left-open: warn',
      'silver.shipments.every_row.nothing-was-sent-that-is-cancelled-or-waits: warn',
    ],
  },
  'no orders': {
    spoil: 'delete from bronze.order_lines; delete from bronze.shipments',
    broken: [
      ...EMPTY_WITHOUT_ORDERS,
      'silver.campaigns.every_row.a-day-on-which-campaigns-brought-buyers-has-orders: warn',
      'silver.fact_web_events.every_row.most-checkouts-of-the-last-thirteen-months-led-to-an-order: warn',
      'silver.fact_order_items.not_empty: error',
      'silver.fact_orders.not_empty: error',
    ],
  },
};

describe('the contracts cry for what is wrong and for nothing else, given', () => {
  let raw: string;
  beforeAll(async () => {
    raw = await rawShop({ orders: 600, until: UNTIL });
  });
  afterAll(() => rm(raw, { recursive: true, force: true }));

  for (const [what, { asOf = UNTIL, spoil, broken }] of Object.entries(odd))
    it(what, async () => {
      const shop = await openWorkshop({ raw, asOf, spoil });
      try {
        const verdicts = await judge(shop);
        expect(verdicts.filter(({ status }) => status === 'error')).toEqual([]);
        const found = verdicts
          .filter(({ status }) => status === 'fail')
          .map(({ id, severity }) => `${id}: ${severity}`);
        expect(found.sort()).toEqual([...broken].sort());
      } finally {
        await shop.session.close();
      }
    });

  it('a shop of ten orders', async () => {
    const tiny = await rawShop({ orders: 10, until: UNTIL });
    const shop = await openWorkshop({ raw: tiny, asOf: UNTIL });
    try {
      const failed = (await judge(shop)).filter(({ status }) => status === 'fail' || status === 'error');
      expect(failed.map(({ id, severity }) => `${id}: ${severity}`)).toEqual([]);
    } finally {
      await shop.session.close();
      await rm(tiny, { recursive: true });
    }
  });
});
