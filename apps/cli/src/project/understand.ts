import { type Column, type Problem, UserError, unreadable } from '@assay/core';
import { type DataSet, type Lineage, lintModel, type Model, orderModels, readReferences } from '@assay/pipeline';
import type { DuckdbSession } from '@assay/warehouse';
import { figureProblems } from '../changes/figure-problems.ts';
import type { Blueprint } from './blueprint.ts';
import { emptyColumns } from './empty-columns.ts';

export interface Texts {
  readonly models: readonly Model[];
  readonly dataSets: readonly DataSet[];
  /** Tables that no model builds. */
  readonly outside: readonly string[];
  /** The columns of tables of files; without them no columns are found. */
  readonly inFiles: ReadonlyMap<string, readonly Column[]> | undefined;
  /** Schemas that somebody else fills. */
  readonly filled: ReadonlySet<string>;
  readonly parameters: Blueprint['parameters'];
}

export interface Understood extends Lineage {
  readonly columns: ReadonlyMap<string, readonly Column[]>;
}

/** Reads, orders and builds models over empty tables: what they read, which columns they have, and what is wrong. */
export const understand = async (session: DuckdbSession, texts: Texts): Promise<Understood> => {
  const { models, dataSets, outside, inFiles, filled, parameters } = texts;
  const garbled = models.flatMap(({ sql, file }) => {
    const why = unreadable(sql);
    return why === undefined ? [] : [{ message: `cannot be read: ${why}`, file }];
  });
  if (garbled.length > 0) return { ordered: [], upstream: new Map(), columns: new Map(), problems: garbled };
  const linted = models.flatMap(({ sql, file }) => lintModel(sql, { file, parameters: Object.keys(parameters) }));
  const { references, problems: unparsed } = await readReferences(session, models);
  const lineage = orderModels(models, references, {
    tables: outside,
    isSource: (schema) => filled.has(schema),
  });
  const { ordered, upstream } = lineage;
  const problems: readonly Problem[] = [...linted, ...unparsed, ...lineage.problems];
  if (problems.length > 0 || !inFiles) return { ...lineage, columns: new Map(), problems };
  try {
    const columns = await emptyColumns(session, { dataSets, inFiles, ordered, upstream, parameters });
    return { ...lineage, columns, problems: figureProblems(ordered, columns) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...lineage, columns: new Map(), problems: error.problems };
  }
};
