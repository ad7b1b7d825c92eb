import { expect, it } from 'vitest';
import { openShop } from './shop.ts';

it('weekly_web_activity has every ISO week, also the one in which the year ends', async () => {
  const shop = await openShop();
  const event = (event_id: number, event_date: string, row: Record<string, string | number>) => ({
    event_id,
    event_date,
    session_id: 's2',
    user_type: 'Anonymous',
    _updated_at: `${event_date} 09:00:00`,
    ...row,
  });
  await shop.fill('silver.fact_web_events', [
    event(1, '2025-12-30', {
      event_type: 'page_view',
      session_id: 's1',
      customer_id: 1,
      device_type: 'desktop',
      user_type: 'Authenticated',
    }),
    event(2, '2026-01-01', {
      event_type: 'product_view',
      session_id: 's1',
      customer_id: 1,
      device_type: 'mobile',
      user_type: 'Authenticated',
    }),
    event(3, '2026-01-04', { event_type: 'add_to_cart', device_type: 'tablet' }),
    event(4, '2026-01-02', { event_type: 'search', device_type: 'tv' }),
    event(5, '2026-01-12', { event_type: 'checkout' }),
    event(6, '2026-01-16', { event_type: 'checkout' }),
  ]);
  await shop.build('gold', '2026-01-15');
  const weeks = (columns: string) =>
    shop.lines(`select week_start_date, ${columns} from gold.weekly_web_activity order by 1`);
  expect(
    await weeks(
      'total_events, unique_sessions, unique_authenticated_users, page_views, product_views, add_to_carts, searches, wishlist_adds, checkouts',
    ),
  ).toEqual(['2025-12-29|4|2|1|1|1|1|1|0|0', '2026-01-05|0|0|0|0|0|0|0|0|0', '2026-01-12|1|1|0|0|0|0|0|0|1']);
  expect(
    await weeks(
      'events_desktop, events_mobile, events_tablet, events_other_device, events_authenticated, events_anonymous',
    ),
  ).toEqual(['2025-12-29|1|1|1|1|2|2', '2026-01-05|0|0|0|0|0|0', '2026-01-12|0|0|0|1|0|1']);
  expect(
    await weeks(
      'avg_events_per_session, product_to_cart_rate, search_rate, mobile_pct, desktop_pct, tablet_pct, is_complete, _updated_at',
    ),
  ).toEqual([
    '2025-12-29|2.00|100.00|100.00|25.00|25.00|25.00|false|2026-01-04 09:00:00',
    '2026-01-05|||||||true|',
    '2026-01-12|1.00|||0.00|0.00|0.00|false|2026-01-12 09:00:00',
  ]);
  await shop.close();
});
