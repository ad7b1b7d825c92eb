import { bindingProblems, type CheckedTable } from '@assay/checks';
import type { Check, Problem } from '@assay/core';
import { type DuckdbSession, openDuckdb } from '@assay/warehouse';

/**
 * What is wrong with checks that only an engine sees, found before anything runs: they are put to an empty database with
 * the tables and columns that are known. `make` makes them for its names.
 */
export const unboundProblems = async (
  tables: ReadonlyMap<string, CheckedTable>,
  make: (session: DuckdbSession) => readonly Check[],
): Promise<readonly Problem[]> => {
  const session = await openDuckdb({ path: ':memory:', threads: 1, isShut: true });
  try {
    const unknown = await makeTables(session, tables);
    const checks = make(session).filter((check) => !reads(check, unknown));
    const { dialect } = session;
    const grains = new Map([...tables].map(([name, { grain }]) => [name, grain]));
    const understand = (text: string) =>
      session.use(async (connection) => {
        const prepared = await connection.prepare(text);
        prepared.destroySync();
      });
    return await bindingProblems(checks, { dialect, grains, understand });
  } finally {
    await session.close();
  }
};

/** Makes the tables without rows. Gives those whose types this engine does not know: nothing can be said of them. */
const makeTables = async (session: DuckdbSession, tables: ReadonlyMap<string, CheckedTable>): Promise<string[]> => {
  const { id } = session.dialect;
  const schemas = new Set([...tables.keys()].map((table) => table.slice(0, table.indexOf('.'))));
  for (const schema of schemas) await session.execute(`create schema if not exists ${id(schema)}`);
  const unknown: string[] = [];
  for (const [table, { columns }] of tables) {
    const dot = table.indexOf('.');
    const list = columns.map(({ name, type }) => `${id(name)} ${type}`).join(', ');
    const name = session.physical(table.slice(0, dot), table.slice(dot + 1));
    if (columns.length === 0) unknown.push(table);
    else await session.execute(`create table ${name} (${list})`).catch(() => unknown.push(table));
  }
  return unknown;
};

/** Whether a check is on one of these tables, or names one. */
const reads = (check: Check, tables: readonly string[]): boolean => {
  if (tables.length === 0) return false;
  if (tables.includes(check.table)) return true;
  const said = JSON.stringify([check.metrics, check.offenders]);
  return tables.some((table) => said.includes(table.slice(table.indexOf('.') + 1)));
};
