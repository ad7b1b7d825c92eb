import type { Fault } from './fault.ts';
import { hits } from './hits.ts';

export const nullKeys: Fault = {
  says: 'leaves the customer, the order or the product of order lines empty',
  affects: 'records',
  share: 0.001,
  dataSet: 'order_lines',
  rows: {
    where: hits('null keys'),
    become: 'changed',
    set: {
      customer_id: 'case when _row % 3 = 0 then null else customer_id end',
      order_id: 'case when _row % 3 = 1 then null else order_id end',
      product_id: 'case when _row % 3 = 2 then null else product_id end',
    },
  },
};
