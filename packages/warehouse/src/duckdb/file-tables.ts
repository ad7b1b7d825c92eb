import { stat } from 'node:fs/promises';
import { DataError, type FileTable, UserError } from '@assay/core';
import { filesBelow, formatOf, isOthersOwn } from '@assay/files';

export interface FilesOfTable {
  /** As absolute paths, in the order of their names. */
  readonly paths: readonly string[];
  /** Paths of other files in the folder. */
  readonly leftOut: readonly string[];
}

/**
 * The files of a table. Throws `UserError` where the place is not there, `DataError` where it holds no file of the format, or
 * a link that leads nowhere.
 */
export async function filesOfTable({ table, path, place, format }: FileTable): Promise<FilesOfTable> {
  const found = await stat(place).catch(() => undefined);
  if (!found) throw new UserError(`sources: ${table} reads ${path}, which is not there`);
  if (found.isFile()) return { paths: [place], leftOut: [] };
  const below = await filesBelow(place);
  const files = below.files.filter(({ name }) => !isOthersOwn(name));
  const lost = below.lost.find(({ name }) => !isOthersOwn(name));
  if (lost) throw new DataError(`sources: ${table}: ${path}/${lost.name} ${lost.why}; mend it or remove it`);
  const mine = files.filter(({ name }) => formatOf(name)?.format === format);
  if (mine.length === 0)
    throw new DataError(`sources: ${table} reads ${path}, which holds no ${format} file; deliver some`);
  return {
    paths: mine.map((file) => file.path),
    leftOut: files.filter((file) => !mine.includes(file)).map((file) => file.path),
  };
}
