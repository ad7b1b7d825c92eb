export type { Fault } from './faults/fault.ts';
export { faults } from './faults.ts';
export type { ShopOptions } from './options.ts';
export { type WrittenDataSet, type WrittenShop, writeShop } from './shop.ts';
