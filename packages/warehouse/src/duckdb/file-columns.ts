import { relative } from 'node:path';
import { type Column, DataError, type FileTable, type Row, type Session, UserError } from '@assay/core';
import { isOfStatement, readCsvHeader, readingFailure, wrongFile } from '@assay/files';
import { columnsOf, fileLayout } from './file-layout.ts';
import { type FileLayout, isPacked } from './file-scan.ts';
import type { DuckdbSession } from './session.ts';

export interface FileOfTable {
  readonly path: string;
  readonly columns: readonly Column[];
}

const messageOf = (error: unknown): string => String(error instanceof Error ? error.message : error);

/** Why a file could not be looked at, without what stands in it; of a statement the engine may speak. */
const reasonOf = (error: unknown): string => {
  const said = messageOf(error);
  const [first = ''] = said.split('\n');
  return (
    readingFailure(said) ?? (isOfStatement(said) ? `cannot be read: ${first}` : 'cannot be read; deliver it again')
  );
};

/** One file among those of a table. */
class UnreadableFile extends Error {
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(path, { cause });
    this.path = path;
  }
}

/** The columns of a Parquet file: those that lie within others as `a.b`, within lists as `a[].b`, within maps as `a{key}`. */
const leafColumns = (rows: readonly Row[]): Column[] => {
  const columns: Column[] = [];
  const childrenOf = (at: number): number => Number(rows[at]?.num_children ?? 0);
  let at = 1;
  const take = (name: string): void => {
    const row = rows[at];
    const children = childrenOf(at);
    const kind = /LIST|MAP/i.exec(`${row?.converted_type} ${row?.logical_type}`)?.[0].toUpperCase();
    at += 1;
    if (children === 0) columns.push({ name, type: String(row?.duckdb_type).toLowerCase() });
    else if (kind === 'LIST') {
      // Writers differ in what they call the two levels of a list; old ones have but one
      if (childrenOf(at) === 1) at += 1;
      take(`${name}[]`);
    } else if (kind === 'MAP') {
      const entries = childrenOf(at);
      at += 1;
      for (let i = 0; i < entries; i += 1) take(`${name}{${i === 0 ? 'key' : 'value'}}`);
    } else for (let i = 0; i < children; i += 1) take(`${name}.${rows[at]?.name}`);
  };
  while (at < rows.length) take(String(rows[at]?.name));
  return columns;
};

/** Parquet says of itself what its columns are: one statement looks at the ends of all files. */
const parquetColumns = async (files: readonly string[], session: Session): Promise<FileOfTable[]> => {
  const list = files.map(session.dialect.literal).join(', ');
  const { rows } = await session.query(
    `select file_name, name, num_children, duckdb_type, converted_type, logical_type from parquet_schema([${list}])`,
  );
  const byFile = new Map<string, Row[]>();
  for (const row of rows) byFile.set(String(row.file_name), [...(byFile.get(String(row.file_name)) ?? []), row]);
  return [...byFile].map(([path, mine]) => ({ path, columns: leafColumns(mine) }));
};

/** The columns of each file, for the formats in which every file says them; NDJSON lines need not name what is null. */
const columnsByFile: Readonly<
  Record<
    FileTable['format'],
    (table: FileTable, files: readonly string[], session: DuckdbSession) => Promise<FileOfTable[]>
  >
> = {
  parquet: (_, files, session) => parquetColumns(files, session),
  csv: async (table, files, session) => {
    const found: FileOfTable[] = [];
    // Types are what the values of one file look like, and may differ; names may not
    for (const path of files) {
      const columns = await columnsOf(table, [path], { session }).catch((error) => {
        throw new UnreadableFile(path, error);
      });
      found.push({ path, columns: columns.map(({ name }) => ({ name, type: '' })) });
    }
    return found;
  },
  ndjson: async () => [],
};

/** The file that an error of the engine is about: the one that it names, else the first that gives one by itself. */
const guiltyFile = async (
  table: FileTable,
  files: readonly string[],
  { error, session }: { readonly error: unknown; readonly session: DuckdbSession },
): Promise<string | undefined> => {
  const said = messageOf(error);
  if (readingFailure(said) === undefined) return undefined;
  const named = files.find((path) => said.includes(path));
  if (named !== undefined) return named;
  for (const path of files)
    try {
      await fileLayout(table, [path], session);
    } catch {
      return path;
    }
  return undefined;
};

/** What no column is called: an address stands in a record. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * Why the first line of a CSV file is no header, where it is none: most columns that should be there are missing. It may be a
 * record, so no cell of it is shown.
 */
const noHeader = (
  { format }: FileTable,
  { columns }: Pick<FileOfTable, 'columns'>,
  expected: readonly string[],
): string | undefined => {
  const names = columns.map(({ name }) => name);
  const there = expected.filter((name) => names.includes(name)).length;
  const isHeader = there * 2 >= expected.length && !names.some((name) => ADDRESS.test(name));
  return format !== 'csv' || isHeader
    ? undefined
    : `its first line is no header: it has ${names.length} ${names.length === 1 ? 'cell' : 'cells'}; deliver it with one`;
};

/** DuckDB gives the second of two columns of the same name one that no header has. */
const namesTwice = async (path: string, { format }: FileTable): Promise<boolean> => {
  const header = format === 'csv' ? await readCsvHeader({ path, gzip: isPacked(path) }) : undefined;
  const names = typeof header === 'object' ? header.names.filter((name) => name !== '') : [];
  return new Set(names.map((name) => name.toLowerCase())).size < names.length;
};

const differences = (first: FileOfTable, other: FileOfTable): string[] => {
  const missing = first.columns.filter(({ name }) => !other.columns.some((one) => one.name === name));
  const added = other.columns.filter(({ name }) => !first.columns.some((one) => one.name === name));
  const retyped = other.columns.flatMap(({ name, type }) => {
    const was = first.columns.find((one) => one.name === name);
    return was && was.type !== type ? [`${name} is ${type}, not ${was.type}`] : [];
  });
  return [
    ...missing.map(({ name }) => `${name} is missing`),
    ...added.map(({ name }) => `${name} is not in the others`),
    ...retyped,
  ];
};

export interface LookedAt {
  readonly columns: readonly Column[];
  readonly layout: FileLayout;
}

/**
 * The columns of a table of files, and how they are read. Throws `DataError` where a file is damaged, where the files do not have the same
 * columns, or where one that `sources:` names is not there.
 */
export const lookAtFiles = async (
  table: FileTable,
  files: readonly string[],
  session: DuckdbSession,
): Promise<LookedAt> => {
  const shown = (path: string) => `${table.path}/${relative(table.place, path)}`.replace(/\/$/, '');
  const bad = (why: string, cause?: unknown): DataError => new DataError(`sources: ${table.table}: ${why}`, { cause });
  for (const path of files) {
    const why = await wrongFile(path, { format: table.format, gzip: isPacked(path) });
    if (why) throw bad(`${shown(path)}: ${why}`);
  }
  try {
    const [first, ...others] = await columnsByFile[table.format](table, files, session);
    const said = Object.keys(table.columns ?? {});
    const headless = first && noHeader(table, first, said);
    if (headless) throw bad(`${shown(first.path)}: ${headless}`);
    const expected = first?.columns.map(({ name }) => name) ?? [];
    for (const other of others) {
      const why = noHeader(table, other, expected);
      if (why) throw bad(`${shown(other.path)}: ${why}`);
      const said = first ? differences(first, other) : [];
      if (first && said.length > 0)
        throw bad(`the columns of ${shown(other.path)} are not those of ${shown(first.path)}: ${said.join(', ')}`);
    }
    for (const path of files)
      if (await namesTwice(path, table))
        throw bad(
          `${shown(path)}: names a column twice, or one in capitals and in small letters; a column has one name`,
        );
    const layout = await fileLayout(table, files, session);
    const columns = await columnsOf(table, files, { session, layout });
    const named = [...Object.keys(table.columns ?? {}), ...Object.keys(table.partitions ?? {})];
    const lost = named.filter((name) => !columns.some((column) => column.name === name));
    if (lost.length > 0)
      throw bad(
        `${table.path} has no column ${lost.join(', ')}; its columns are ${columns.map(({ name }) => name).join(', ')}`,
      );
    return { columns, layout };
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof DataError) throw error.message.startsWith('sources: ') ? error : bad(error.message, error);
    const guilty = error instanceof UnreadableFile ? error.path : await guiltyFile(table, files, { error, session });
    const cause = error instanceof UnreadableFile ? error.cause : error;
    throw bad(`${guilty === undefined ? table.path : shown(guilty)}: ${reasonOf(cause)}`, error);
  }
};
