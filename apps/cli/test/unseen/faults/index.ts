import type { Faults } from '../fault.ts';
import { goods } from './goods.ts';
import { orders } from './orders.ts';
import { people } from './people.ts';
import { visits } from './visits.ts';

export const faults: Faults = { ...orders, ...people, ...goods, ...visits };
