import type { Column } from '@assay/core';
import { readCatalog } from './catalog.ts';
import { failing } from './failure.ts';
import { exists, type Files } from './files.ts';
import type { DuckdbSession } from './session.ts';

const NAMES = ['bronze', 'quarantine'] as const;

/** The schemas whose tables lie in files of their own, beside the published one. */
export type Aside = (typeof NAMES)[number];

/**
 * Lets a session read tables that are no part of the set. Whoever reads such a file keeps writers from it, so only those
 * that are asked for are opened. A file that somebody else built may have schemas of these names; they win.
 */
export const withAside = async (
  session: DuckdbSession,
  names: readonly Aside[],
  files: Files,
): Promise<DuckdbSession> => {
  const { literal, id } = session.dialect;
  const taken = new Set(
    (await session.query('select schema_name as name from duckdb_schemas() where not internal')).rows.map(
      ({ name }) => name,
    ),
  );
  const opened: Aside[] = [];
  for (const name of new Set(names)) {
    if (taken.has(name) || !(await exists(files[name]))) continue;
    await session
      .execute(`attach ${literal(files[name])} as ${id(name)} (read_only)`)
      .catch(failing({ path: files[name] }));
    opened.push(name);
  }
  if (opened.length === 0) return session;
  return {
    ...session,
    catalog: async (schemas) => {
      const tables: [string, readonly Column[]][] = [...(await session.catalog(schemas))];
      for (const name of opened.filter((one) => schemas?.includes(one) ?? true))
        for (const [table, columns] of await readCatalog(session.query, literal(name), ['main']))
          tables.push([`${name}.${table.slice('main.'.length)}`, columns]);
      return new Map(tables);
    },
    get statements() {
      return session.statements;
    },
  };
};
