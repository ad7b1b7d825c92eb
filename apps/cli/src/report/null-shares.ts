import type { Ran } from '@assay/checks';
import type { Check } from '@assay/core';

/** The share of NULLs, 0 to 1, by table and column. */
export type NullShares = ReadonlyMap<string, Readonly<Record<string, number>>>;

const DIGITS = 1e6;

/** What the checks came to know of NULLs: every column whose NULLs one of them counted among all rows of its table. */
export const nullShares = (checks: readonly Check[], { figures, rows }: Pick<Ran, 'figures' | 'rows'>): NullShares => {
  const known = new Map<string, Record<string, number>>();
  for (const { id, table, relation, metrics } of checks) {
    const count = rows.get(table) ?? 0;
    if (relation.where !== undefined || count === 0) continue;
    for (const [name, metric] of Object.entries(metrics)) {
      const missing = figures.get(id)?.[name];
      if (metric.shape !== 'missing' || missing === undefined || missing === null) continue;
      const share = Math.round((DIGITS * Number(missing)) / count) / DIGITS;
      known.set(table, { ...known.get(table), [metric.column]: share });
    }
  }
  return known;
};
