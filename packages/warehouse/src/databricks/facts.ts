import type { Session, TableFacts } from '@assay/core';
import { StatementError } from './errors.ts';
import { pathOf } from './names.ts';

/** `assay.owner` is `owner`; a property without the prefix counts where ours is not there. */
const bare = (properties: readonly (readonly [string, string])[]): Record<string, string> => ({
  ...Object.fromEntries(properties),
  ...Object.fromEntries(
    properties.filter(([key]) => key.startsWith('assay.')).map(([key, value]) => [key.slice('assay.'.length), value]),
  ),
});

/** What changes rows; OPTIMIZE, VACUUM, and all that alters a table or its properties do not. */
const CHANGES_ROWS =
  /^(WRITE|MERGE|UPDATE|DELETE|TRUNCATE|STREAMING UPDATE|COPY INTO|RESTORE|CLONE|(CREATE|REPLACE|CREATE OR REPLACE) TABLE AS SELECT)$/;

const RECENT = 20;

/** When the rows of a Delta table last changed, by its log alone; views and foreign tables do not say. */
const changedAt = async (session: Session, path: string): Promise<string | null> => {
  const newest = async (limit: string) => {
    const { rows } = await session.query(`describe history ${path}${limit}`);
    const row = rows.find(({ operation }) => CHANGES_ROWS.test(String(operation)));
    return { row, isAll: rows.length < RECENT };
  };
  try {
    const { row, isAll } = await newest(` limit ${RECENT}`);
    const found = row ?? (isAll ? undefined : (await newest('')).row);
    const at = Date.parse(String(found?.timestamp).replace(' ', 'T').replace(/Z?$/, 'Z'));
    return Number.isNaN(at) ? null : new Date(at).toISOString();
  } catch (error) {
    if (error instanceof StatementError) return null;
    throw error;
  }
};

/** Table properties, and when each table was last altered, by metadata alone. */
export const readFacts = async (
  session: Session,
  { catalog, schemas }: { catalog: string; schemas: readonly string[] },
): Promise<ReadonlyMap<string, TableFacts>> => {
  const tables = [...(await session.catalog(schemas)).keys()];
  const facts = await Promise.all(
    tables.map(async (table): Promise<[string, TableFacts]> => {
      const path = pathOf(catalog, table);
      const { rows } = await session.query(`show tblproperties ${path}`);
      return [
        table,
        {
          properties: bare(rows.map(({ key, value }) => [String(key), String(value)] as const)),
          changedAt: await changedAt(session, path),
        },
      ];
    }),
  );
  return new Map(facts);
};
