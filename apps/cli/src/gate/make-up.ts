import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { MakingUp } from './unfinished.ts';

/** Tells of runs that published their set and were stopped before they could tell of it. Costs one look where there are none. */
export const makeUp = async (making: MakingUp): Promise<void> => {
  const names = await readdir(join(making.loaded.root, '.assay')).catch(() => []);
  if (names.some((name) => name.startsWith('unfinished-'))) await (await import('./unfinished.ts')).tellLate(making);
};
