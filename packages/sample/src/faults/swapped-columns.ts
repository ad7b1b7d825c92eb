import type { Fault } from './fault.ts';

export const swappedColumns: Fault = {
  says: 'swaps payment and shipping method in the file of one month',
  affects: 'set',
  dataSet: 'order_lines',
  rows: {
    where: '_month = month_of(:until - 45)',
    become: 'changed',
    set: {
      payment_method: 'shipping_method',
      shipping_method: 'payment_method',
    },
  },
};
