import type { Fault } from './fault.ts';

export const orphanedCustomers: Fault = {
  says: 'loses customers whose orders stay',
  affects: 'set',
  share: 0.005,
  dataSet: 'customers',
  rows: {
    where: "u(customer_id, 'orphaned customers') < :share",
    become: 'left_out',
  },
};
