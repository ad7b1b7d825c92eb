import { it } from 'vitest';
import { breaches, judge, openWorkshop } from './workshop.ts';

const U = '2026-04-10';
const flat = [
  'customers',
  'customer_changes',
  'products',
  'campaigns',
  'experiment_assignments',
  'shipments',
  'user_segments',
  'support_tickets',
  'web_events',
]
  .map((t) => `delete from bronze.${t};`)
  .join('');
const cases: Record<string, any> = {
  'one order': { orders: 1 },
  'ten orders': { orders: 10 },
  '100 orders': { orders: 100 },
  'flat only': {
    orders: 500,
    spoil:
      flat +
      'update bronze.order_lines set line_number = null, unit_cost = null, order_shipping_cost = null, order_tax = null, currency = null, shipping_country = null;delete from bronze.order_lines where updated_at > (select max(updated_at) from bronze.order_lines) ;create table bronze.l as from bronze.order_lines qualify rank() over (partition by order_id order by updated_at desc) = 1; drop table bronze.order_lines; alter table bronze.l rename to order_lines; update bronze.order_lines set updated_at = null',
  },
  'no orders': { orders: 200, spoil: 'delete from bronze.order_lines; delete from bronze.shipments' },
  'only cancelled': { orders: 200, spoil: `update bronze.order_lines set order_status = 'cancelled'` },
  before: { orders: 200, asOf: '2020-01-01' },
  between: { orders: 200, asOf: '2024-05-05' },
  'long after': { orders: 200, asOf: '2027-05-05' },
  'one day': {
    orders: 200,
    spoil: `update bronze.order_lines set order_date = date_trunc('day', timestamp '2026-02-10') + (order_date - date_trunc('day', order_date)), updated_at = greatest(updated_at, timestamp '2026-02-11'); delete from bronze.shipments`,
  },
  'nasty names': {
    orders: 200,
    spoil: `update bronze.products set product_name = 'O''Hara "x" ' || chr(10) || repeat('y', 10000), category = null`,
  },
  'string keys': {
    orders: 200,
    spoil: `alter table bronze.order_lines alter order_id type varchar; alter table bronze.order_lines alter customer_id type varchar; alter table bronze.customers alter customer_id type varchar; alter table bronze.customer_changes alter customer_id type varchar;alter table bronze.web_events alter customer_id type varchar;alter table bronze.experiment_assignments alter customer_id type varchar;alter table bronze.support_tickets alter customer_id type varchar;alter table bronze.user_segments alter customer_id type varchar;alter table bronze.shipments alter order_id type varchar`,
  },
};
for (const [name, { orders, asOf = U, spoil }] of Object.entries(cases))
  it(name, async () => {
    const shop = await openWorkshop({ orders, until: U, asOf, spoil });
    const verdicts = await judge(shop);
    console.log('#####', name, verdicts.length, 'skip', verdicts.filter((v) => v.status === 'skip').length);
    for (const line of breaches(verdicts)) console.log('  BREACH', line.slice(0, 330));
    await shop.session.close();
  }, 60000);
