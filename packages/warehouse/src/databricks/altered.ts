import type { Session } from '@assay/core';
import { databricksDialect as dialect } from './dialect.ts';
import { isNotThere } from './errors.ts';

export interface Altered {
  /** When somebody last touched the table, its properties included, ISO 8601, UTC: its rows did not change later. */
  readonly at: string | null;
  /** Keeps a log of its changes. */
  readonly hasLog: boolean;
}

/** What the server writes of an instant, in UTC. */
export const instantOf = (said: unknown): string | null => {
  const at = Date.parse(String(said).replace(' ', 'T').replace(/Z?$/, 'Z'));
  return Number.isNaN(at) ? null : new Date(at).toISOString();
};

/** When the tables of some schemas were last touched, in one query, where there is Unity Catalog; else undefined. */
export const readAltered = async (
  session: Session,
  { catalog, schemas }: { readonly catalog: string; readonly schemas: readonly string[] },
): Promise<ReadonlyMap<string, Altered> | undefined> => {
  const names = schemas.map((name) => dialect.literal(name)).join(', ') || 'NULL';
  try {
    const { rows } = await session.query(
      `select cast(table_schema as string) as s, cast(table_name as string) as t,
              cast(last_altered as string) as altered, cast(data_source_format as string) as format
       from ${dialect.id(catalog)}.information_schema.tables where table_schema in (${names})`,
    );
    return new Map(
      rows.map(({ s, t, altered, format }) => [
        `${s}.${t}`,
        { at: instantOf(altered), hasLog: String(format).toUpperCase() === 'DELTA' },
      ]),
    );
  } catch (error) {
    if (!isNotThere(error)) throw error;
    return undefined;
  }
};
