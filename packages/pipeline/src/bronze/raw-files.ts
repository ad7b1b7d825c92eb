import type { Dialect } from '@assay/core';
import { type FileBelow, type FileFormat, filesBelow, formatOf, isOthersOwn } from '@assay/files';

/** A file of a data set; its name is relative to the folder of the data set. */
export interface RawFile extends FileBelow, FileFormat {
  /** Whether there are zero bytes in it, once somebody has looked. */
  readonly zeros?: boolean | undefined;
}

export interface RawFolder {
  /** In the order of their names, partitions and all. */
  readonly files: readonly RawFile[];
  /** The names of files that are not read. */
  readonly leftOut: readonly string[];
  /** What is wrong with what lies there, one sentence each. */
  readonly problems: readonly string[];
}

/** What lies in the folder of a data set; undefined where it has none. */
export async function findRawFiles(folder: string): Promise<RawFolder | undefined> {
  const below = await filesBelow(folder).catch((error: NodeJS.ErrnoException) => {
    // A file in the place of the folder is named among what lies in the input
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (below === undefined) return undefined;
  const found = below.files.filter(({ name }) => !isOthersOwn(name));
  const files = found.flatMap((file) => {
    const format = formatOf(file.name);
    return format ? [{ ...file, ...format }] : [];
  });
  const read = new Set(files.map(({ name }) => name));
  return {
    files,
    leftOut: found.map(({ name }) => name).filter((name) => !read.has(name)),
    problems: below.lost
      .filter(({ name }) => !isOthersOwn(name))
      .map(({ name, why }) => `${folder}/${name}: ${why}; mend it or remove it`),
  };
}

/** A list of paths as DuckDB takes it: what looks like a pattern in a name is the name. */
export const pathList = (files: readonly RawFile[], { literal }: Dialect): string =>
  `[${files.map(({ path }) => literal(path.replaceAll(/[*?[]/g, '[$&]'))).join(', ')}]`;
