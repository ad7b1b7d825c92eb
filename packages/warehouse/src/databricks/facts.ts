import type { Session, TableFacts, YoungFrom } from '@assay/core';
import { instantOf, readAltered } from './altered.ts';
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
    return instantOf(found?.timestamp);
  } catch (error) {
    if (error instanceof StatementError) return null;
    throw error;
  }
};

export interface FactsOptions {
  readonly catalog: string;
  readonly schemas: readonly string[];
  readonly youngFrom: YoungFrom | undefined;
}

/**
 * Table properties, and when each table last changed, by metadata alone. One query tells of all tables which were not
 * touched for so long that they cannot be young; the logs of the others are read one by one.
 */
export const readFacts = async (
  session: Session,
  { catalog, schemas, youngFrom }: FactsOptions,
): Promise<ReadonlyMap<string, TableFacts>> => {
  const [tables, altered] = await Promise.all([session.catalog(schemas), readAltered(session, { catalog, schemas })]);
  const changeOf = async (table: string, from: string | null | undefined): Promise<Omit<TableFacts, 'properties'>> => {
    const touched = altered?.get(table);
    if (from === null || touched?.hasLog === false) return { changedAt: null };
    if (from !== undefined && touched?.at && touched.at < from) return { changedAt: touched.at, orEarlier: true };
    return { changedAt: await changedAt(session, pathOf(catalog, table)) };
  };
  const facts = await Promise.all(
    [...tables.keys()].map(async (table): Promise<[string, TableFacts]> => {
      const { rows } = await session.query(`show tblproperties ${pathOf(catalog, table)}`);
      const properties = bare(rows.map(({ key, value }) => [String(key), String(value)] as const));
      return [table, { properties, ...(await changeOf(table, youngFrom?.(table, properties))) }];
    }),
  );
  return new Map(facts);
};
