import { constants, type PathLike } from 'node:fs';
import { access, copyFile, link, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The files of one DuckDB target, all beside the published one, so that a rename is atomic. */
export const filesOf = (path: string) => {
  const stem = path.replace(/\.(duckdb|db)$/, '');
  return {
    published: path,
    candidate: `${stem}.candidate.duckdb`,
    /** A database that holds nothing: whoever has it open is the writer, and the kernel frees it when he dies. */
    writer: `${stem}.writer.duckdb`,
    bronze: `${stem}.bronze.duckdb`,
    quarantine: `${stem}.quarantine.duckdb`,
    previous: `${stem}.previous`,
    temp: `${stem}.tmp`,
  };
};

export type Files = ReturnType<typeof filesOf>;

export const exists = (path: PathLike): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Removes a database and its write-ahead log. */
export const removeDatabase = async (path: string): Promise<void> => {
  await rm(path, { force: true });
  await rm(`${path}.wal`, { force: true });
};

/** Copies a database that nobody writes to, to a place that is free: a clone where the file system can, else all bytes. */
export const copyDatabase = async (from: string, to: string): Promise<void> => {
  await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  if (await exists(`${from}.wal`)) await copyFile(`${from}.wal`, `${to}.wal`);
};

/** Forces a file, or the entries of a folder, to the disk. */
export const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Puts `next` in the place of `path`: whoever opens `path` meets the old file or the new one, never less. */
export const replaceFile = async (path: string, next: string): Promise<void> => {
  await sync(next);
  await rename(next, path);
  await sync(dirname(path));
};

/** Gives a file a second name in a folder, so that replacing the first does not lose it. */
export const keep = async (path: string, folder: string, name: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const kept = join(folder, name);
  await rm(kept, { force: true });
  await link(path, kept).catch(() => copyFile(path, kept)); // not every file system has hard links
};

/** Removes all but the newest of the databases in a folder; names sort by time. */
export const keepNewest = async (folder: string, count: number): Promise<void> => {
  const names = (await databases(folder)).slice(count);
  await Promise.all(names.map((name) => removeDatabase(join(folder, name))));
};

/** The databases of a folder, newest first. */
export const databases = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => []))
    .filter((name) => name.endsWith('.duckdb'))
    .map((name) => basename(name))
    .sort()
    .reverse();
