import type { Report } from '@assay/core';

/** Who would see what is wrong in a table: the tables made of it, their consumers, the columns others build on. */
export interface Reach {
  readonly tables: readonly string[];
  readonly consumers: readonly string[];
  /** Public columns, table by table. */
  readonly columns: readonly { readonly table: string; readonly names: readonly string[] }[];
}

/** Gives the reach of any table of a report; lineage is read once. */
export function reachOf({ lineage, tables }: Pick<Report, 'lineage' | 'tables'>): (table: string) => Reach {
  const next = new Map<string, string[]>();
  for (const { from, to } of lineage) next.set(from, [...(next.get(from) ?? []), to]);
  const byName = new Map(tables.map((table) => [table.name, table]));
  const known = new Map<string, Reach>();

  const walk = (start: string): Reach => {
    const met = new Set([start]);
    for (const name of met) for (const to of next.get(name) ?? []) met.add(to);
    const reached = [...met].flatMap((name) => byName.get(name) ?? []);
    return {
      tables: [...met].filter((name) => name !== start).sort(),
      consumers: distinct(reached.flatMap((table) => table.consumers)),
      columns: reached
        .filter((table) => table.public.length > 0)
        .map((table) => ({ table: table.name, names: table.public }))
        .sort((a, b) => (a.table < b.table ? -1 : 1)),
    };
  };

  return (table) => {
    const reach = known.get(table) ?? walk(table);
    known.set(table, reach);
    return reach;
  };
}

function distinct(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}
