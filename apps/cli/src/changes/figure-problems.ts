import type { Column, Problem } from '@assay/core';
import type { Model } from '@assay/pipeline';
import { closest } from 'fastest-levenshtein';

/** Figures that a model names and does not have. */
export const figureProblems = (
  models: readonly Pick<Model, 'table' | 'file' | 'figures'>[],
  columns: ReadonlyMap<string, readonly Column[]>,
): Problem[] =>
  models.flatMap(({ table, file, figures }) => {
    const names = (columns.get(table) ?? []).map(({ name }) => name);
    if (!figures || names.length === 0) return [];
    return [...figures.columns, figures.by]
      .filter((name) => !names.includes(name))
      .map((name) => ({
        file,
        line: 1,
        message: `figures names ${name}, which ${table} does not have; did you mean ${closest(name, names)}?`,
      }));
  });
