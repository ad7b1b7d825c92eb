import type { Project } from '@assay/core';
import { type Cost, type Costs, totalCost } from './costs.ts';

export type Budget = NonNullable<Project['budget']>;

type Limits = Omit<Budget, 'table'>;

/** A bound of the budget that is exceeded, and the check that bears the largest part of it. */
export interface Overrun {
  /** The table whose bound it is; undefined for the whole run. */
  readonly table: string | undefined;
  readonly of: keyof Limits;
  readonly spent: number;
  readonly allowed: number;
  readonly dearest: { readonly id: string; readonly spent: number } | undefined;
}

const MEASURES: Readonly<Record<keyof Limits, (cost: Cost) => number>> = {
  statements: ({ statements }) => statements,
  scans: ({ scans }) => scans,
  seconds: ({ ms }) => ms / 1000,
};

const exceeded = (limits: Limits, cost: Cost): { of: keyof Limits; spent: number; allowed: number }[] =>
  (Object.keys(MEASURES) as (keyof Limits)[]).flatMap((of) => {
    const allowed = limits[of];
    const spent = MEASURES[of](cost);
    return allowed !== undefined && spent > allowed ? [{ of, spent, allowed }] : [];
  });

const dearestOf = (of: keyof Limits, costs: Costs, belongs: (id: string) => boolean): Overrun['dearest'] =>
  [...costs.byCheck]
    .filter(([id]) => belongs(id))
    .map(([id, cost]) => ({ id, spent: MEASURES[of](cost) }))
    .reduce<Overrun['dearest']>((most, one) => (most && most.spent >= one.spent ? most : one), undefined);

/** The bounds of a budget that these costs exceed, those of the whole run first. Ids of checks begin with their table. */
export const overruns = (costs: Costs, { table: each = {}, ...run }: Budget): Overrun[] => [
  ...exceeded(run, totalCost(costs.byTable.values())).map((over) => ({
    ...over,
    table: undefined,
    dearest: dearestOf(over.of, costs, () => true),
  })),
  ...[...costs.byTable].flatMap(([table, cost]) =>
    exceeded(each, cost).map((over) => ({
      ...over,
      table,
      dearest: dearestOf(over.of, costs, (id) => id.startsWith(`${table}.`)),
    })),
  ),
];

const number = (value: number): string =>
  value.toLocaleString('en-US', value < 1 ? { maximumSignificantDigits: 1 } : { maximumFractionDigits: 1 });

/** `gold.trees: 12 statements, 10 allowed; gold.trees.apples.between costs most (4.5)`. */
export const overrunText = ({ table, of, spent, allowed, dearest }: Overrun): string => {
  const most = dearest ? `; ${dearest.id} costs most (${number(dearest.spent)})` : '';
  return `${table ? `${table}: ` : ''}${number(spent)} ${of}, ${number(allowed)} allowed${most}`;
};
