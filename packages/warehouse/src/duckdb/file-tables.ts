import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { DataError, type FileTable, UserError } from '@assay/core';

const ENDINGS: Readonly<Record<FileTable['format'], RegExp>> = {
  parquet: /\.parquet$/,
  csv: /\.csv(\.gz)?$/,
  ndjson: /\.(ndjson|jsonl)(\.gz)?$/,
};

/** Names that begin with . or _ are other programs' own. */
const isHidden = (name: string): boolean => /(?:^|\/)[._]/.test(name);

const listed = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();

/**
 * The files of a table as absolute paths, in the order of their names. Throws `UserError` where the place is not there,
 * `DataError` where it holds no file of the format.
 */
export const filesOfTable = async ({ table, path, place, format }: FileTable): Promise<readonly string[]> => {
  const found = await stat(place).catch(() => undefined);
  if (!found) throw new UserError(`sources: ${table} reads ${path}, which is not there`);
  if (found.isFile()) return [place];
  const files = (await listed(place)).filter((name) => ENDINGS[format].test(name) && !isHidden(name));
  if (files.length === 0)
    throw new DataError(`sources: ${table} reads ${path}, which holds no ${format} file; deliver some`);
  return files.map((name) => join(place, name));
};
