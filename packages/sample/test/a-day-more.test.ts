import type { DuckdbSession } from '@assay/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataSetNames, one, reading, rows, shop } from './reading.ts';

const orders = 8000;
let session: DuckdbSession;
beforeAll(async () => {
  session = await reading({
    before: await shop({ orders, until: '2026-01-14' }),
    after: await shop({ orders, until: '2026-01-15' }),
  });
}, 300_000);
afterAll(() => session.close());

/** What tells a record from another, and when it was recorded. Segments are counted anew every day. */
const records: Readonly<Record<string, { key: string; at: string }>> = {
  order_lines: { key: 'order_id, line_number', at: 'updated_at' },
  web_events: { key: 'event_id', at: 'updated_at' },
  customers: { key: 'customer_id', at: 'updated_at' },
  customer_changes: { key: 'change_id', at: 'changed_at' },
  products: { key: 'product_id', at: 'updated_at' },
  campaigns: { key: 'campaign_id, campaign_date', at: 'updated_at' },
  experiment_assignments: { key: 'experiment_name, customer_id', at: 'assigned_at' },
  shipments: { key: 'order_id', at: 'updated_at' },
  support_tickets: { key: 'ticket_id', at: 'updated_at' },
};

/** Order lines repeat what is on file about their customer today. */
const master = 'customer_name, email, phone, address, city, state, zip_code, customer_segment, registration_date'.split(
  ', ',
);

const latest = (shopName: string, dataSet: string): string => {
  const { key, at } = records[dataSet] ?? { key: '', at: '' };
  const columns = dataSet === 'order_lines' ? `* exclude (${master})` : '*';
  return `(select ${columns} from ${shopName}.${dataSet} qualify row_number() over (partition by ${key} order by ${at} desc) = 1)`;
};

describe('a shop that is known for a day more', () => {
  it.each(Object.entries(records))(
    'has the same %s, but for what was recorded on that day',
    async (dataSet, { key, at }) => {
      const found = await one(
        session,
        `select
         (select count(*) from (select ${key} from before.${dataSet} except select ${key} from after.${dataSet})) as lost,
         (select count(*) from (from ${latest('after', dataSet)} where ${at}::timestamp < '2026-01-15' except from ${latest('before', dataSet)})) as rewritten,
         (select count(*) from (from ${latest('after', dataSet)} where ${at}::timestamp >= '2026-01-15')) as recorded`,
      );
      expect(found).toMatchObject({ lost: 0, rewritten: 0 });
      expect(found.recorded).toBeGreaterThan(0);
    },
  );

  it('is held to it in every data set but the segments', () => {
    expect([...Object.keys(records), 'user_segments'].sort()).toEqual([...dataSetNames].sort());
  });

  it('changes the revenue of months that are closed by returns and corrections alone, and of none that is closed for long', async () => {
    const revenue = (name: string) =>
      `(select order_date[:7] as month, sum(total_amount::decimal(18,2)) as revenue from ${latest(name, 'order_lines')} where order_status in ('shipped', 'delivered') group by all)`;
    const changed = await rows(
      session,
      `select month from ${revenue('before')} as b full join ${revenue('after')} as a using (month) where b.revenue is distinct from a.revenue order by month`,
    );
    expect(['2026-01']).toEqual(changed.map(({ month }) => month).filter((month) => String(month) > '2025-12'));
    expect(changed.filter(({ month }) => String(month) < '2025-11')).toEqual([]);
  });
});
