import type { Fault } from './fault.ts';

export const customersRegisteredTwice: Fault = {
  says: 'records customers a second time, at the same moment, with another registration month',
  affects: 'set',
  share: 0.005,
  dataSet: 'customers',
  rows: {
    where: "_row & 1 = 1 and u(customer_id, 'registered twice') < :share",
    become: 'repeated',
    set: {
      registration_date: 'registration_date - 45',
    },
  },
};
