import { stat } from 'node:fs/promises';
import type { Session, TableFacts } from '@assay/core';
import { readPublication } from './journal.ts';

/** DuckDB has no table properties; a comment may end with them: `Sales by day; assay.owner=x@y.z; assay.sla_freshness_hours=24`. */
export const propertiesOf = (comment: string): Record<string, string> =>
  Object.fromEntries(
    Array.from(comment.matchAll(/assay\.(\w+)\s*=\s*([^;\n]*)/g), ([, name = '', value = '']) => [name, value.trim()]),
  );

/** All tables of a published file changed when it was published, or, if Assay did not publish it, when it was written. */
export const readFacts = async (
  session: Session,
  { path, schemas }: { path: string; schemas: readonly string[] },
): Promise<ReadonlyMap<string, TableFacts>> => {
  const publication = await readPublication(session);
  const changedAt = publication?.publishedAt ?? (await stat(path)).mtime.toISOString();
  const within = `not internal and schema_name in (${schemas.map(session.dialect.literal).join(', ') || 'NULL'})`;
  const { rows } = await session.query(
    `select schema_name || '.' || table_name as t, comment from duckdb_tables() where ${within}
     union all select schema_name || '.' || view_name, comment from duckdb_views() where ${within}`,
  );
  return new Map(
    rows.map(({ t, comment }) => [String(t), { properties: propertiesOf(String(comment ?? '')), changedAt }]),
  );
};
