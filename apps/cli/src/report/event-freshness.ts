import { hoursOf, newestEvent } from '@assay/checks';
import type { Contract, Value, Verdict } from '@assay/core';
import { type Freshness, freshnessOf } from '../audit/freshness.ts';

interface Asked {
  readonly verdicts: readonly Pick<Verdict, 'id' | 'table' | 'dimension'>[];
  readonly figures: ReadonlyMap<string, Readonly<Record<string, Value>>>;
}

/** How old the newest event of each table is that has happened, counted back from an instant, where its contract asks and a check has told. */
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
        .map(({ id }) => newestEvent(figures.get(id) ?? {}, until).event)
        .find((event) => event !== null);
      return newest ? [[table, freshnessOf(newest, { until, within: hoursOf(freshness.within) })]] : [];
    }),
  );
