import { hoursOf } from '@assay/checks';
import type { Contract, TableFacts, YoungFrom } from '@assay/core';

/** The hours that the table's own property promises. */
export const slaOf = (facts: Pick<TableFacts, 'properties'> | undefined): number | null => {
  const hours = Number(facts?.properties.sla_freshness_hours ?? Number.NaN);
  return Number.isNaN(hours) ? null : hours;
};

const before = (now: Date, hours: number): string => new Date(now.getTime() - hours * 3_600_000).toISOString();

/** What an audit by contract has to know of each table's age; where the contract is silent the table's own promise counts. */
export const askedByContracts = (contracts: readonly Contract[], now: Date): YoungFrom => {
  const promised = new Map(contracts.map(({ table, freshness }) => [table, freshness]));
  return (table, properties) => {
    const freshness = promised.get(table);
    if (freshness) return freshness.from === 'metadata' ? before(now, hoursOf(freshness.within)) : null;
    const hours = slaOf({ properties });
    return hours === null ? null : before(now, hours);
  };
};

/** The same of an audit by properties, which shows the age of tables that promise nothing as well. */
export const askedByProperties =
  (now: Date): YoungFrom =>
  (_, properties) =>
    before(now, slaOf({ properties }) ?? 0);
