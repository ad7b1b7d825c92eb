import type { Fault } from './fault.ts';
import { hits } from './hits.ts';

export const wrongTotals: Fault = {
  says: 'makes totals of lines differ from price x quantity - discount',
  affects: 'records',
  share: 0.001,
  dataSet: 'order_lines',
  rows: {
    where: hits('wrong totals'),
    become: 'changed',
    set: {
      total_amount: 'total_amount + 1 + _row % 20',
    },
  },
};
