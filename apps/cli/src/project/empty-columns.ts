import type { Column } from '@assay/core';
import { buildModels, emptyBronze, type Model } from '@assay/pipeline';
import type { DuckdbSession } from '@assay/warehouse';
import type { Blueprint } from './blueprint.ts';
import { schemaOf } from './sources.ts';

interface Empty extends Pick<Blueprint, 'dataSets' | 'upstream' | 'parameters'> {
  readonly ordered: readonly Model[];
  /** The columns of tables of files. */
  readonly inFiles: ReadonlyMap<string, readonly Column[]>;
}

/** The columns of every table, found by building all models over empty bronze and empty tables of files. */
export const emptyColumns = async (
  session: DuckdbSession,
  { inFiles, ordered, ...made }: Empty,
): Promise<ReadonlyMap<string, readonly Column[]>> => {
  if (inFiles.size + ordered.length + made.dataSets.length === 0) return new Map();
  const { id } = session.dialect;
  for (const [table, there] of inFiles) {
    const schema = schemaOf(table);
    const typed = there.map(({ name, type }) => `${id(name)} ${type}`).join(', ');
    await session.execute(`create schema if not exists ${id(schema)};
      create table ${session.physical(schema, table.slice(schema.length + 1))} (${typed})`);
  }
  await emptyBronze(session, made.dataSets);
  const built = ordered.filter(({ table }) => !inFiles.has(table));
  await buildModels(session, built, made);
  return session.catalog();
};
