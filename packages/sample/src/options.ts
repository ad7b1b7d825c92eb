import { UserError } from '@assay/core';
import { type Planted, plantedFaults } from './faults.ts';
import type { World } from './world.ts';

export interface ShopOptions {
  /** The folder to write; one of an earlier sample is replaced. */
  readonly out: string;
  /** How many there are at the end of the last month: 20,000 unless told. */
  readonly orders?: number | undefined;
  readonly seed?: number | undefined;
  /** The last day that is known: `2026-01-31`. */
  readonly until: string;
  /** Faults by name, with the share of records they take: `wrong_totals:0.02`. */
  readonly plant?: readonly string[] | undefined;
  readonly threads?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const MOST = 50_000_000;
const EARLIEST = '2000-01-01';
const LATEST = '2200-12-31';

/** Says everything that is wrong with the options at once. */
export const parseOptions = (options: ShopOptions): World & { readonly planted: readonly Planted[] } => {
  const { orders = 20_000, seed = 1, until } = options;
  const { planted, problems } = plantedFaults(options.plant ?? []);
  if (!Number.isInteger(orders) || orders < 1 || orders > MOST)
    problems.push({ message: `a shop of ${orders} orders cannot be made: give a whole number from 1 to ${MOST}` });
  if (!Number.isSafeInteger(seed)) problems.push({ message: `the seed ${seed} is not a whole number` });
  const last = new Date(`${until}T00:00:00Z`);
  if (!isDay(until, last) || until < EARLIEST || until > LATEST)
    problems.push({ message: `${until} is not a day to end on: give one from ${EARLIEST} to ${LATEST}` });
  if (problems.length > 0) throw new UserError(problems);
  return { orders, seed, until: last, planted };
};

const isDay = (text: string, date: Date): boolean =>
  !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
