import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BeginOptions } from '@assay/core';
import { makeFolder, OWN_FOLDER } from '@assay/files';
import { DuckDBInstance } from '@duckdb/node-api';
import { fileFailure, isDamaged, isLocked } from './failure.ts';
import { isUnmade, makeDatabase, withEmptyDatabase } from './make-database.ts';

export interface Writer {
  release(): void;
}

/**
 * Makes a whole database of a file that is none, in the same place: whoever waits for the lock waits for this very file,
 * and a second process that mends it as well writes what the first wrote. Nobody holds a database that cannot be opened.
 */
const mend = async (path: string, error: unknown): Promise<void> => {
  // Nothing of ours is that large: what somebody else laid here is kept beside it
  if (!(await isUnmade(path, error))) await copyFile(path, `${path}.damaged`);
  await withEmptyDatabase(path, async (empty) => writeFile(path, await readFile(empty)));
};

const open = async (path: string): Promise<DuckDBInstance> => {
  await makeDatabase(path);
  return DuckDBInstance.create(path, { threads: '1' });
};

/**
 * Takes the place of the only writer, waiting for it as long as asked. The place is the lock that DuckDB holds on an
 * empty database: the kernel gives it free whatever way its holder ends, so there is no stale lock to clean.
 */
export const takeWriter = async (path: string, { wait, onWait }: Omit<BeginOptions, 'run'>): Promise<Writer> => {
  await makeFolder(dirname(path), OWN_FOLDER);
  const until = performance.now() + wait * 1000;
  let mended = 0;
  for (let pause = 50, told = false; ; pause = Math.min(pause * 2, 500)) {
    try {
      const instance = await open(path);
      return { release: () => instance.closeSync() };
    } catch (error) {
      const failure = fileFailure(path, error);
      if (isDamaged(error) && mended < 3 && (await stat(path)).isFile()) {
        mended += 1;
        await mend(path, error).catch((cause) => {
          throw fileFailure(path, cause);
        });
        continue;
      }
      if (!isLocked(error) || performance.now() + pause > until) throw failure;
      if (!told) onWait?.(`another run is at work: ${failure instanceof Error ? failure.message : failure}`);
      told = true;
      await sleep(pause);
    }
  }
};
