import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Dialect } from '@assay/core';

export interface RawFile {
  /** Relative to the folder of its data set, with `/`. */
  readonly name: string;
  readonly path: string;
  readonly format: 'csv' | 'ndjson' | 'parquet';
  readonly gzip: boolean;
}

const KNOWN = /\.(?:(csv)|(ndjson|jsonl)|(parquet))(\.gz)?$/;

const toRawFile = (folder: string, path: string): RawFile | undefined => {
  const [, csv, json, parquet, gzip] = KNOWN.exec(path) ?? [];
  const format = csv ? 'csv' : json ? 'ndjson' : parquet && !gzip ? 'parquet' : undefined;
  return format && { name: relative(folder, path).split(sep).join('/'), path, format, gzip: gzip !== undefined };
};

/**
 * The raw files of a data set in the order of their names, partitions and all; undefined where it has no folder. Names that begin
 * with . or _ are other programs' own.
 */
export const findRawFiles = async (folder: string): Promise<RawFile[] | undefined> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
  return entries
    ?.filter((entry) => entry.isFile())
    .flatMap((entry) => toRawFile(folder, join(entry.parentPath, entry.name)) ?? [])
    .filter(({ name }) => !/(?:^|\/)[._]/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** A list of paths as DuckDB takes it: what looks like a pattern in a name is the name. */
export const pathList = (files: readonly RawFile[], { literal }: Dialect): string =>
  `[${files.map(({ path }) => literal(path.replaceAll(/[*?[]/g, '[$&]'))).join(', ')}]`;
