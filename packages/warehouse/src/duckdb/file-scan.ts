import type { Dialect, FileTable } from '@assay/core';

const struct = (types: Readonly<Record<string, string>>, { literal }: Dialect): string =>
  `{${Object.entries(types)
    .map(([name, type]) => `${literal(name)}: ${literal(type)}`)
    .join(', ')}}`;

/** As RFC 4180 has it; left to guess, DuckDB skips lines that do not fit its guess. Types are what is left to find out. */
const CSV = `header = true, delim = ',', quote = '"', escape = '"', skip = 0, comment = ''`;

/**
 * A table function over files, with the types that `sources:` gives their columns. What looks like a pattern in the name
 * of a file is the name; `pattern` is one.
 */
export const scanText = (
  { format, columns = {}, partitions }: FileTable,
  files: readonly string[] | { readonly pattern: string },
  dialect: Dialect,
): string => {
  const { id, literal } = dialect;
  const list =
    'pattern' in files
      ? literal(files.pattern)
      : `[${files.map((path) => literal(path.replaceAll(/[*?[]/g, '[$&]'))).join(', ')}]`;
  const typed = Object.keys(columns).length > 0;
  const options = [
    list,
    // Parquet files are known to be alike; to look at each of them again would cost every statement
    ...(format === 'parquet' ? [] : ['union_by_name = true']),
    `hive_partitioning = ${partitions !== undefined}`,
    ...(partitions ? [`hive_types = ${struct(partitions, dialect)}`] : []),
    ...(format === 'csv' ? [CSV] : []),
    ...(format === 'csv' && typed ? [`types = ${struct(columns, dialect)}`] : []),
  ].join(', ');
  if (format === 'csv' || !typed) return `read_${format}(${options})`;
  const casts = Object.entries(columns).map(([name, type]) => `cast(${id(name)} as ${type}) as ${id(name)}`);
  return `(select * replace (${casts.join(', ')}) from read_${format}(${options}))`;
};
