import type { Dialect, FileTable } from '@assay/core';
import { formatOf } from '@assay/files';

/** How the files of a table are read, found out by looking at all of them. */
export interface FileLayout {
  /** The types that the reader of the format is told, by column. */
  readonly read: ReadonlyMap<string, string>;
  /** What columns are cast to once they are read. */
  readonly casts: ReadonlyMap<string, string>;
}

export type FileList = readonly string[] | { readonly pattern: string };

/** As RFC 4180 has it; left to guess, DuckDB skips lines that do not fit its guess, and takes 01/02/2025 for a day. */
const CSV = `header = true, delim = ',', quote = '"', escape = '"', skip = 0, comment = '', dateformat = '%Y-%m-%d'`;

/**
 * A table function over files. What looks like a pattern in the name of a file is the name; `pattern` is one. Without a
 * layout the types are what DuckDB makes of the first lines.
 */
export function scanText(table: FileTable, files: FileList, dialect: Dialect, layout?: FileLayout): string {
  const scans = alikePacked(files).map(({ list, packed }) => {
    const options = optionsOf(table, dialect, layout);
    return `read_${table.format}(${[listText(list, dialect), ...options, ...packed].join(', ')})`;
  });
  const [only = ''] = scans;
  const scan = scans.length > 1 ? `(${scans.map((one) => `select * from ${one}`).join(' union all by name ')})` : only;
  const casts = [...(layout?.casts ?? [])].map(
    ([name, type]) => `cast(${dialect.id(name)} as ${type}) as ${dialect.id(name)}`,
  );
  return casts.length > 0 ? `(select * replace (${casts.join(', ')}) from ${scan})` : scan;
}

/** All columns as text, as they stand in the files. */
export function scanAsText(table: FileTable, files: readonly string[], dialect: Dialect): string {
  const scans = alikePacked(files).map(({ list, packed }) => {
    const options = [...commonOptions(table, dialect), CSV, 'all_varchar = true', "filename = '_path'", ...packed];
    return `select * from read_csv(${[listText(list, dialect), ...options].join(', ')})`;
  });
  return `(${scans.join(' union all by name ')})`;
}

/** NDJSON as its lines stand. */
export function scanLines(files: readonly string[], dialect: Dialect): string {
  const scans = alikePacked(files).map(
    ({ list, packed }) =>
      `select json, _path from read_ndjson_objects(${[listText(list, dialect), `filename = '_path'`, ...packed].join(', ')})`,
  );
  return `(${scans.join(' union all ')})`;
}

export const listText = (files: FileList, { literal }: Dialect): string =>
  'pattern' in files ? literal(files.pattern) : `[${files.map((path) => literal(asPattern(path))).join(', ')}]`;

/** DuckDB knows `.gz` in small letters alone; where others are among the files, it is told which are packed. */
export function alikePacked(files: FileList): { list: FileList; packed: string[] }[] {
  if ('pattern' in files || files.every((path) => path.endsWith('.gz') || !isPacked(path)))
    return [{ list: files, packed: [] }];
  return [
    { list: files.filter((path) => !isPacked(path)), packed: [] },
    { list: files.filter(isPacked), packed: [`compression = 'gzip'`] },
  ].filter(({ list }) => list.length > 0);
}

export const isPacked = (path: string): boolean => formatOf(path)?.gzip ?? false;

const struct = (types: Readonly<Record<string, string>> | ReadonlyMap<string, string>, { literal }: Dialect): string =>
  `{${[...(types instanceof Map ? types : Object.entries(types))]
    .map(([name, type]) => `${literal(name)}: ${literal(type)}`)
    .join(', ')}}`;

const commonOptions = ({ format, partitions }: FileTable, dialect: Dialect): string[] => [
  // Parquet files are known to be alike; to look at each of them again would cost every statement
  ...(format === 'csv' ? ['union_by_name = true'] : []),
  `hive_partitioning = ${partitions !== undefined}`,
  ...(partitions ? [`hive_types = ${struct(partitions, dialect)}`] : []),
];

function optionsOf(table: FileTable, dialect: Dialect, layout: FileLayout | undefined): string[] {
  const options = commonOptions(table, dialect);
  const read = layout?.read ?? new Map<string, string>();
  if (table.format === 'csv') options.push(CSV);
  if (read.size > 0) options.push(`${table.format === 'csv' ? 'types' : 'columns'} = ${struct(read, dialect)}`);
  return options;
}

/** The name of a file where the engine takes patterns. */
const asPattern = (path: string): string => path.replaceAll(/[*?[]/g, '[$&]');

/** What the engine has to be allowed to open, so that these files can be read: their names, and as patterns. */
export const openedPaths = (files: readonly string[]): string[] => [
  ...new Set(files.flatMap((path) => [path, asPattern(path)])),
];
