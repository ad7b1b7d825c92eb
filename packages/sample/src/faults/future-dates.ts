import type { Fault } from './fault.ts';

export const futureDates: Fault = {
  says: 'dates orders after the last day, some in the year 9999, though they were recorded before',
  affects: 'set',
  share: 0.001,
  dataSet: 'order_lines',
  rows: {
    where: "u(order_id, 'future dates') < :share",
    become: 'changed',
    set: {
      order_date: "[cast(:until + 40 as varchar), '2099-01-01', '9999-12-31'][1 + order_id % 3] || order_date[11:]",
    },
  },
};
