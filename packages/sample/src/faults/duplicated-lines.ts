import type { Fault } from './fault.ts';

export const duplicatedLines: Fault = {
  says: 'writes order lines twice, word for word',
  affects: 'set',
  share: 0.002,
  dataSet: 'order_lines',
  rows: {
    where: "_row & 1 = 1 and u(_row, 'duplicated lines') < :share",
    become: 'repeated',
  },
};
