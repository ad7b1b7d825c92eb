import type { Given } from '../given.ts';

/** The tables over which the equivalents of foreign tests are written; the checks stand on the first. */
export const exampleShop: Readonly<Record<string, Given>> = {
  'shop.orders': {
    columns:
      'order_id bigint, line bigint, customer_id bigint, email varchar, status varchar, country varchar, currency varchar, voucher varchar, payload varchar, delivered_text varchar, placed_on date, placed_at timestamp, shipped_at timestamp, net decimal(18,2), tax decimal(18,2), total decimal(18,2), weight double, is_open boolean, is_paid boolean',
    grain: ['order_id', 'line'],
    rows: `
      - [1, 1, 7, ada@example.com, paid, PT, EUR, null, '{"gift": true}', 2025-12-30, 2025-12-29, 2025-12-29 09:30:00, 2025-12-30 10:00:00, 10, 2, 12, 0.5, false, true]
      - [1, 2, 7, ada@example.com, paid, PT, EUR, null, '{"gift": false}', 2025-12-30, 2025-12-29, 2025-12-29 09:30:00, 2025-12-30 10:00:00, 20, 4, 24, 1.5, false, true]
      - [2, 1, 8, bob@example.com, open, GB, GBP, SPRING, "{}", 2026-01-02, 2025-12-30, 2025-12-30 11:00:00, 2025-12-31 08:00:00, 5, 1, 6, 2.5, true, false]
      - [3, 1, null, null, open, null, EUR, null, null, null, 2025-12-31, 2025-12-31 20:15:00, null, 7, 0, 7, null, true, false]`,
  },
  'shop.customers': {
    columns: 'customer_id bigint, country varchar, email varchar',
    rows: '[[7, PT, ada@example.com], [8, GB, bob@example.com]]',
  },
  'shop.orders_copy': {
    columns: 'order_id bigint, line bigint, total decimal(18,2), placed_on date',
    rows: '[[1, 1, 12, 2025-12-29], [1, 2, 24, 2025-12-29], [2, 1, 6, 2025-12-30], [3, 1, 7, 2025-12-31]]',
  },
};
