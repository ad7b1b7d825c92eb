import { ageHours } from '@assay/checks';
import type { ReportedTable } from '@assay/core';

export type Freshness = NonNullable<ReportedTable['freshness']>;

/** An instant as SQL writes it. */
export const sqlInstant = (now: Date): string => now.toISOString().slice(0, 19).replace('T', ' ');

const rounded = (hours: number): number => Math.round(hours * 100) / 100;

/** How old a table is, as the report says it. */
export const freshnessOf = (
  newest: string | null,
  { until, within }: { until: string; within: number | null },
): Freshness => {
  const age = ageHours(newest, until);
  return {
    newest,
    age_hours: age === null || !Number.isFinite(age) ? null : Math.max(0, rounded(age)),
    within_hours: within,
  };
};
