import { hoursOf } from '@assay/checks';
import type { Contract, Value, Verdict } from '@assay/core';
import { type Freshness, freshnessOf } from '../audit/freshness.ts';

interface Asked {
  readonly verdicts: readonly Pick<Verdict, 'id' | 'table' | 'dimension'>[];
  readonly figures: ReadonlyMap<string, Readonly<Record<string, Value>>>;
}

const isDated = (value: Value | undefined): boolean => /^\d{4}-\d{2}-\d{2}/.test(String(value));

/** How old the newest event of each table is, counted back from an instant, where its contract asks and a check has told. */
export const eventFreshness = (
  contracts: readonly Pick<Contract, 'table' | 'freshness'>[],
  { verdicts, figures }: Asked,
  until: string,
): Map<string, Freshness> =>
  new Map(
    contracts.flatMap(({ table, freshness }): [string, Freshness][] => {
      if (freshness === null || freshness.from !== 'event') return [];
      const newest = verdicts
        .filter((verdict) => verdict.table === table && verdict.dimension === 'timeliness')
        .flatMap(({ id }) => Object.values(figures.get(id) ?? {}))
        .find(isDated);
      if (newest === undefined) return [];
      return [[table, freshnessOf(String(newest), { until, within: hoursOf(freshness.within) })]];
    }),
  );
