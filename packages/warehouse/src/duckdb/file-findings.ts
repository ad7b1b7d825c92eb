import { relative, sep } from 'node:path';
import type { FileFinding, FileTable } from '@assay/core';
import {
  countedKeys,
  countKeys,
  deliveredTwice,
  fieldsMissing,
  formatOf,
  leftOut,
  type MaybeTwice,
  sameContent,
} from '@assay/files';
import { DuckDBStructType, type DuckDBType } from '@duckdb/node-api';
import { duckdbDialect } from './dialect.ts';
import { scanLines, scanText } from './file-scan.ts';
import type { FilesOfTable } from './file-tables.ts';
import { type DuckdbSession, openDuckdb } from './session.ts';

/** What is to be said of the files of tables, beside what stands in them; it may read them to their ends. */
export async function findingsOf(all: ReadonlyMap<FileTable, FilesOfTable>): Promise<FileFinding[]> {
  const session = await openDuckdb({ path: ':memory:', threads: 1 });
  try {
    return [...leftOutOf(all), ...(await twiceOf(all, session)), ...(await missingOf(all, session))];
  } finally {
    await session.close();
  }
}

/** What is not read as one table may be read as another. */
const leftOutOf = (all: ReadonlyMap<FileTable, FilesOfTable>): FileFinding[] => {
  const read = new Set([...all.values()].flatMap(({ paths }) => paths));
  return [...all].flatMap(([table, files]) => {
    const unread = files.leftOut.filter((path) => !read.has(path)).map((path) => shownName(table, path));
    return leftOut(table.table, unread) ?? [];
  });
};

/** Files that hold the same rows; those that hold none may be alike. */
const twiceOf = async (all: ReadonlyMap<FileTable, FilesOfTable>, session: DuckdbSession): Promise<FileFinding[]> => {
  const found: FileFinding[] = [];
  for (const [table, { paths }] of all) {
    const files = paths.map((path) => ({ path, name: shownName(table, path), gzip: formatOf(path)?.gzip ?? false }));
    const twins = await sameContent(files);
    const filled = twins.length > 0 ? await withRows(twins, { table, session }) : [];
    found.push(...[deliveredTwice(table.table, filled)].filter((one) => one !== undefined));
  }
  return found;
};

const withRows = async (
  twins: readonly MaybeTwice[][],
  { table, session }: { readonly table: FileTable; readonly session: DuckdbSession },
): Promise<MaybeTwice[][]> => {
  const found: MaybeTwice[][] = [];
  for (const group of twins) {
    const scan = scanText(
      { ...table, partitions: undefined },
      group.slice(0, 1).map(({ path }) => path),
      duckdbDialect,
    );
    if ((await session.query(`select 1 from ${scan} limit 1`)).rows.length > 0) found.push(group);
  }
  return found;
};

/** Keys that whole files lack; files of other formats all have the same columns. */
const missingOf = async (all: ReadonlyMap<FileTable, FilesOfTable>, session: DuckdbSession): Promise<FileFinding[]> => {
  const found: FileFinding[] = [];
  for (const [table, { paths }] of all) {
    if (table.format !== 'ndjson' || paths.length < 2) continue;
    const objects = await objectsOf({ ...table, partitions: undefined }, paths, session);
    const { rows } = await session.query(countKeys(scanLines(paths, duckdbDialect), objects));
    const fields = countedKeys(
      rows,
      paths.map((path) => ({ path, name: shownName(table, path) })),
    );
    found.push(...[fieldsMissing(table.table, fields)].filter((one) => one !== undefined));
  }
  return found;
};

/** An object of more objects than these is a map: its keys are values. */
const MOST_OBJECTS = 100;

/** The keys of objects that lie in lines, as paths of keys. */
const objectsOf = async (table: FileTable, paths: readonly string[], session: DuckdbSession): Promise<string[][]> =>
  session.use(async (connection) => {
    const reader = await connection.runAndReadAll(`select * from ${scanText(table, paths, duckdbDialect)} limit 0`);
    const types = reader.columnTypes();
    const objects = reader.columnNames().flatMap((name, i) => (types[i] ? objectsIn([name], types[i]) : []));
    return objects.slice(0, MOST_OBJECTS);
  });

const objectsIn = (path: string[], type: DuckDBType): string[][] =>
  type instanceof DuckDBStructType && !path.some((key) => key.includes('"')) // of which the engine knows no path
    ? [path, ...type.entryTypes.flatMap((entry, i) => objectsIn([...path, type.entryNames[i] ?? ''], entry))]
    : [];

const shownName = ({ place }: FileTable, path: string): string => relative(place, path).split(sep).join('/');
