import type { Fault } from './fault.ts';
import { hits } from './hits.ts';

export const negativePrices: Fault = {
  says: 'turns prices negative',
  affects: 'records',
  share: 0.001,
  dataSet: 'order_lines',
  rows: {
    where: hits('negative prices'),
    become: 'changed',
    set: {
      price: '-price',
    },
  },
};
