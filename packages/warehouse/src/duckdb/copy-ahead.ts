import { existsSync, rmSync, statSync } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { copyDatabase, removeDatabase } from './files.ts';

/** A copy of the published file that is made before anybody has the writer's place. */
export interface CopyAhead {
  /** Puts the copy where it is wanted; false when what is published is another file by now, or was written to. */
  moveTo(path: string): Promise<boolean>;
  discard(): Promise<void>;
}

const MARK = '.copy-';

const identity = (path: string): string | undefined => {
  if (existsSync(`${path}.wal`)) return undefined;
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino} ${found.size} ${found.mtimeNs}`;
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's process
  }
};

/** Removes the copies of processes that have ended without doing so. */
export const sweepCopies = async (published: string): Promise<void> => {
  const start = `${basename(published)}${MARK}`;
  const names = await readdir(dirname(published)).catch(() => []);
  const left = names.filter((name) => name.startsWith(start) && !isAlive(Number(/\d+/.exec(name.slice(start.length)))));
  for (const name of left) await removeDatabase(join(dirname(published), name));
};

/** Is under way when this returns, whatever keeps the caller busy afterwards. */
export const copyAhead = (published: string): CopyAhead => {
  const place = `${published}${MARK}${process.pid}`;
  const copying = (async () => {
    const of = identity(published);
    if (of === undefined) return undefined;
    rmSync(place, { force: true });
    await copyDatabase(published, place);
    return of;
  })().catch(async () => {
    // No harm: a copy is made in its turn, and says what is in the way
    await removeDatabase(place).catch(() => undefined);
    return undefined;
  });
  const discard = async () => {
    if ((await copying) !== undefined) await removeDatabase(place);
  };
  return {
    moveTo: async (path) => {
      const of = await copying;
      const isCurrent = of !== undefined && of === identity(published);
      if (isCurrent) await rename(place, path);
      else await discard();
      return isCurrent;
    },
    discard,
  };
};
