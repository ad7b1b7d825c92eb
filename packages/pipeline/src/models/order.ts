import { type Problem, position } from '@assay/core';
import { closest, distance } from 'fastest-levenshtein';
import type { Reference } from './dependencies.ts';
import type { Model } from './model.ts';

export interface Lineage {
  /** The models so that each comes after what it reads. */
  readonly ordered: readonly Model[];
  /** What each model reads, by table name: models and what lies outside, without repetition. */
  readonly upstream: ReadonlyMap<string, readonly string[]>;
  readonly problems: readonly Problem[];
}

const suggestion = (table: string, known: readonly string[]): string => {
  const near = known.length > 0 ? closest(table, known) : undefined;
  return near && distance(table, near) <= 4 ? `; did you mean ${near}?` : '';
};

/**
 * Puts models in the order in which they can be built. `outside` are the tables that are there already (bronze, or
 * what somebody else fills); `isSource` says of a schema that its tables need not be known. References to nothing and
 * cycles are problems.
 */
export const orderModels = (
  models: readonly Model[],
  references: ReadonlyMap<string, readonly Reference[]>,
  outside: { readonly tables: readonly string[]; readonly isSource: (schema: string) => boolean },
): Lineage => {
  const byTable = new Map(models.map((model) => [model.table, model]));
  const known = [...byTable.keys(), ...outside.tables];
  const problems: Problem[] = [];
  const upstream = new Map<string, string[]>();
  for (const model of models) {
    const read = references.get(model.table) ?? [];
    upstream.set(model.table, [...new Set(read.map(({ table }) => table))]);
    for (const { table, at } of read) {
      if (known.includes(table) || outside.isSource(table.split('.')[0] ?? '')) continue;
      const message = `reads ${table}, which no model builds${suggestion(table, known)}`;
      problems.push({ file: model.file, message, ...position(model.sql, at) });
    }
  }

  const ordered: Model[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (model: Model, path: readonly string[]): void => {
    if (state.get(model.table) === 'done') return;
    if (state.get(model.table) === 'open') {
      const cycle = [...path.slice(path.indexOf(model.table)), model.table].join(' → ');
      problems.push({ file: model.file, line: 1, message: `models read each other in a circle: ${cycle}` });
      return;
    }
    state.set(model.table, 'open');
    for (const table of upstream.get(model.table) ?? []) {
      const next = byTable.get(table);
      if (next) visit(next, [...path, model.table]);
    }
    state.set(model.table, 'done');
    ordered.push(model);
  };
  for (const model of models) visit(model, []);
  return { ordered, upstream, problems };
};

/** The chosen tables and all that is made of them. */
export const withDownstream = (chosen: readonly string[], upstream: Lineage['upstream']): Set<string> => {
  const all = new Set(chosen);
  for (let grown = true; grown; ) {
    const more = [...upstream].filter(([table, reads]) => !all.has(table) && reads.some((read) => all.has(read)));
    for (const [table] of more) all.add(table);
    grown = more.length > 0;
  }
  return all;
};
