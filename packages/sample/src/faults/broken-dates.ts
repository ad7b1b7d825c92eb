import type { Fault } from './fault.ts';
import { hits } from './hits.ts';

export const brokenDates: Fault = {
  says: 'writes order dates that are no dates',
  affects: 'records',
  share: 0.001,
  dataSet: 'order_lines',
  rows: {
    where: hits('broken dates'),
    become: 'changed',
    set: {
      order_date: "['2025-02-30 10:15:00', '31/12/2025', '0000-00-00', 'yesterday'][1 + _row // 2 % 4]",
    },
  },
};
