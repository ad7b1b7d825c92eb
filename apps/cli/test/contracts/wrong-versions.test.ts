import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Verdict } from '@assay/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, judge, openWorkshop, rawShop, type Workshop } from './workshop.ts';

const WRONG = new URL('../../../../packages/pipeline/test/models/wrong/', import.meta.url);

/** Models as they are often written: each says what it gets wrong and which check must see it. */
const wrongVersions = readdirSync(WRONG)
  .filter((file) => file.endsWith('.sql'))
  .map((file) => {
    const text = readFileSync(new URL(file, WRONG), 'utf8');
    const [, table = '', what = ''] = /^(.+)--(.+)\.sql$/.exec(file) ?? [];
    return { table, what: what.replaceAll('-', ' '), text, caughtBy: /^-- caught by: (\S+)$/m.exec(text)?.[1] ?? '' };
  });

/** A month without orders, so that rows back are not months back. It was lost, and that is seen. */
const QUIET_MONTH = `
  delete from bronze.shipments where order_id in (
    select order_id from bronze.order_lines where order_date >= '2024-11-01' and order_date < '2024-12-01');
  delete from bronze.order_lines where order_date >= '2024-11-01' and order_date < '2024-12-01';`;

const LOST_MONTH_SEEN = [
  'silver.campaigns.every_row.a-day-on-which-campaigns-brought-buyers-has-orders: warn',
  'silver.fact_orders.every_row.order-numbers-run-on: warn',
  'silver.fact_web_events.every_row.who-checks-out-has-ordered-a-quarter-of-an-hour-later: warn',
];

/** What nobody knows the cost of is not what earns nothing. */
const NO_COST = `
  update bronze.order_lines set unit_cost = null where product_id in (
    select product_id from bronze.products where category = 'Books');`;

describe('the contracts of silver and gold', () => {
  let shop: Workshop;
  let right: readonly Verdict[];
  beforeAll(async () => {
    // Orders go on for weeks after as_of, which is in the middle of a month: both must not matter.
    const raw = await rawShop({ orders: 2_500, until: '2026-04-10' });
    shop = await openWorkshop({ raw, asOf: '2026-03-15', spoil: QUIET_MONTH + NO_COST });
    await rm(raw, { recursive: true });
    right = await judge(shop);
  });
  afterAll(() => shop?.session.close());

  it('hold for the right models, and hardly any is skipped', () => {
    const failing = right.filter(({ status }) => status === 'fail' || status === 'error');
    expect(failing.map(({ id, severity }) => `${id}: ${severity}`).sort()).toEqual(LOST_MONTH_SEEN);
    const skipped = right.filter(({ status }) => status === 'skip').map(({ id }) => id);
    expect(skipped).toEqual([
      'gold.product_performance.view_to_order_rate_30d.between',
      'silver.support_tickets.every_row.no-month-is-without-calls-for-help',
    ]);
  });

  for (const { table, what, text, caughtBy } of wrongVersions)
    it(`${table}, ${what}: seen by ${caughtBy.slice(table.length + 1)}`, async () => {
      expect(right.find(({ id }) => id === caughtBy)?.status, `${caughtBy} on the right model`).toBe('pass');
      const model = shop.lineage.ordered.find((one) => one.table === table);
      if (!model) throw new Error(`${table} is not built by any model`);
      try {
        await build(shop, { ...model, sql: text });
        const verdicts = await judge(shop, new Set([table]));
        expect(verdicts.find(({ id }) => id === caughtBy)).toMatchObject({ status: 'fail', severity: 'error' });
      } finally {
        await build(shop, model);
      }
    });
});
