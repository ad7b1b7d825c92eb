import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BeginOptions } from '@assay/core';
import { DuckDBInstance } from '@duckdb/node-api';
import { fileFailure, isLocked } from './failure.ts';

export interface Writer {
  release(): void;
}

/**
 * Takes the place of the only writer, waiting for it as long as asked. The place is the lock that DuckDB holds on an
 * empty database: the kernel gives it free whatever way its holder ends, so there is no stale lock to clean.
 */
export const takeWriter = async (path: string, { wait, onWait }: Omit<BeginOptions, 'run'>): Promise<Writer> => {
  await mkdir(dirname(path), { recursive: true });
  const until = performance.now() + wait * 1000;
  for (let pause = 50, told = false; ; pause = Math.min(pause * 2, 500)) {
    try {
      const instance = await DuckDBInstance.create(path, { threads: '1' });
      return { release: () => instance.closeSync() };
    } catch (error) {
      const failure = fileFailure(path, error);
      if (!isLocked(error) || performance.now() + pause > until) throw failure;
      if (!told) onWait?.(`another run is at work: ${failure instanceof Error ? failure.message : failure}`);
      told = true;
      await sleep(pause);
    }
  }
};
