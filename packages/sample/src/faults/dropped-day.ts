import type { Fault } from './fault.ts';

export const droppedDay: Fault = {
  says: 'loses all orders of one day, ten days before the end',
  affects: 'set',
  dataSet: 'order_lines',
  rows: {
    where: 'order_date[:10] = cast(:until - 10 as varchar)',
    become: 'left_out',
  },
};
