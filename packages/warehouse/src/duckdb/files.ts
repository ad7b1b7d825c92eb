import { constants, type PathLike } from 'node:fs';
import { access, chmod, copyFile, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isLeftOver, ownFileMode, temporaryName } from '@assay/files';

/** The files of one DuckDB target, all beside the published one, so that a rename is atomic. */
export const filesOf = (path: string) => {
  const stem = path.replace(/\.(duckdb|db)$/, '');
  return {
    published: path,
    candidate: `${stem}.candidate.duckdb`,
    /** What the candidate was when its checks passed. */
    checked: `${stem}.candidate.checked`,
    /** A database that holds nothing: whoever has it open is the writer, and the kernel frees it when he dies. */
    writer: `${stem}.writer.duckdb`,
    bronze: `${stem}.bronze.duckdb`,
    quarantine: `${stem}.quarantine.duckdb`,
    previous: `${stem}.previous`,
    temp: `${stem}.tmp`,
    stem,
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
  await chmod(to, await ownFileMode(dirname(to)));
  if (await exists(`${from}.wal`)) await copyFile(`${from}.wal`, `${to}.wal`);
};

/** Copies a database so that `to` is whole or not there. */
export const copyWhole = async (from: string, to: string): Promise<void> => {
  const next = temporaryName(to);
  try {
    await copyDatabase(from, next);
    if (await exists(`${next}.wal`)) await rename(`${next}.wal`, `${to}.wal`);
    await rename(next, to);
  } finally {
    await removeDatabase(next);
  }
};

/** Puts a damaged database out of the way, beside its place, and says so. */
export const setAside = async (path: string, tell: (message: string) => void): Promise<void> => {
  const aside = `${path}.damaged`;
  await rename(path, aside);
  await rm(`${aside}.wal`, { force: true });
  if (await exists(`${path}.wal`)) await rename(`${path}.wal`, `${aside}.wal`);
  tell(`${path} is damaged: it is set aside as ${aside}`);
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

/**
 * Puts `next` in the place of `path`, as open to others as what was there: whoever opens `path` meets the old file or the
 * new one, never less.
 */
export const replaceFile = async (path: string, next: string): Promise<void> => {
  const before = await stat(path).catch(() => undefined);
  if (before) await chmod(next, before.mode & 0o777);
  await sync(next);
  await rename(next, path);
};

/** Removes what processes that have ended left of the published file and of those kept, copies of earlier versions of Assay among it. */
export const sweep = async ({ published, stem, previous }: Files): Promise<void> => {
  const old = /\.copy-\d+(\.wal)?$/;
  const sweepFolder = async (folder: string, isOurs: (name: string) => boolean) => {
    const names = await readdir(folder).catch(() => []);
    const left = names.filter((name) => isOurs(name) && (isLeftOver(name) || old.test(name)));
    await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  };
  await sweepFolder(dirname(published), (name) => name.startsWith(basename(stem)));
  await sweepFolder(previous, () => true);
};
