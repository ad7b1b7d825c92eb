import type { Verdict } from '@assay/core';

/** All that a table is made of, directly or not. */
const ancestors = (table: string, upstream: ReadonlyMap<string, readonly string[]>): Set<string> => {
  const all = new Set<string>();
  const open = [...(upstream.get(table) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (all.has(next)) continue;
    all.add(next);
    open.push(...(upstream.get(next) ?? []));
  }
  return all;
};

/** For each failing check the failing checks on tables that its own is made of: where to look first. */
export const likelyCauses = (
  verdicts: readonly Verdict[],
  upstream: ReadonlyMap<string, readonly string[]>,
): Map<string, string[]> => {
  const failing = verdicts.filter(({ status }) => status === 'fail');
  return new Map(
    failing.map(({ id, table }) => {
      const above = ancestors(table, upstream);
      return [id, failing.filter((other) => above.has(other.table)).map((other) => other.id)];
    }),
  );
};
