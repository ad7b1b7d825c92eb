import { constants } from 'node:fs';
import { chmod, copyFile, link, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ownFileMode, temporaryName } from '@assay/files';
import { DuckDBInstance } from '@duckdb/node-api';
import { isDamaged } from './failure.ts';
import { exists, removeDatabase } from './files.ts';

/** What a database without anything in it takes; a file that is shorter never held anything. */
const EMPTY = 3 * 4096;

/** Whether a file that could not be opened is what a process left that ended while it made an empty database. */
export const isUnmade = async (path: string, error: unknown): Promise<boolean> =>
  isDamaged(error) && (await stat(path)).size <= EMPTY;

const orThere = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST') throw error;
};

/** Gives a file the name that it is wanted under, unless something has it. */
const giveName = (from: string, to: string): Promise<void> =>
  link(from, to).catch((error) => {
    if (error.code === 'EEXIST') return;
    return copyFile(from, to, constants.COPYFILE_EXCL).catch(orThere); // not every file system has hard links
  });

/** Gives an empty database to work, and takes it away afterwards. */
export const withEmptyDatabase = async <T>(path: string, work: (empty: string) => Promise<T>): Promise<T> => {
  const empty = temporaryName(path);
  try {
    const instance = await DuckDBInstance.create(empty, { threads: '1' });
    instance.closeSync();
    await chmod(empty, await ownFileMode(dirname(path)));
    return await work(empty);
  } finally {
    await removeDatabase(empty);
  }
};

/** Makes an empty database where none is: whoever is killed when, the file is whole or not there. */
export const makeDatabase = async (path: string): Promise<void> => {
  if (!(await exists(path))) await withEmptyDatabase(path, (empty) => giveName(empty, path));
};
