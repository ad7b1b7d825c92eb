import type { Column, FileTable } from '@assay/core';
import { buildModels, emptyBronze, type Model } from '@assay/pipeline';
import { type DuckdbSession, mountFiles } from '@assay/warehouse';
import type { Blueprint } from './blueprint.ts';
import { schemaOf } from './sources.ts';

interface Empty extends Pick<Blueprint, 'dataSets' | 'upstream' | 'parameters'> {
  readonly ordered: readonly Model[];
  readonly files: readonly FileTable[];
}

/** The columns of every table, found by building all models over empty bronze and empty tables of files. */
export const emptyColumns = async (
  session: DuckdbSession,
  { files, ordered, ...made }: Empty,
): Promise<ReadonlyMap<string, readonly Column[]>> => {
  if (files.length + ordered.length + made.dataSets.length === 0) return new Map();
  const { id } = session.dialect;
  const { columns } = await mountFiles(files);
  for (const [table, there] of columns) {
    const schema = schemaOf(table);
    const typed = there.map(({ name, type }) => `${id(name)} ${type}`).join(', ');
    await session.execute(`create schema if not exists ${id(schema)};
      create table ${session.physical(schema, table.slice(schema.length + 1))} (${typed})`);
  }
  await emptyBronze(session, made.dataSets);
  const read = new Set(files.map(({ table }) => table));
  const built = ordered.filter(({ table }) => !read.has(table));
  await buildModels(session, built, made);
  return session.catalog();
};
