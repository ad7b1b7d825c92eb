import { constants } from 'node:fs';
import { open, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ownFileMode, sweepLeftOvers, writeAtomically } from '@assay/files';

const RUN_ID = /^[a-z0-9_]+$/;
const ORDER = 'order';
const LONGEST_ORDER = 1000;
const FILES = ['report.json', 'report.html', 'summary.json'];

/** The folders that may hold a run: those in the order in which their runs ended, and those of which that is not known. */
export interface RunFolders {
  readonly ordered: readonly string[];
  readonly others: readonly string[];
}

const readOrder = (folder: string): Promise<string[]> =>
  readFile(join(folder, ORDER), 'utf8').then(
    (text) => text.split('\n').filter((line) => RUN_ID.test(line)),
    () => [],
  );

export const isRunId = (name: string): boolean => RUN_ID.test(name);

export const readFolders = async (folder: string): Promise<RunFolders> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const there = new Set(entries.filter((entry) => entry.isDirectory() && isRunId(entry.name)).map(({ name }) => name));
  const ordered = [...new Set(await readOrder(folder))].filter((id) => there.has(id));
  const known = new Set(ordered);
  return { ordered, others: [...there].filter((id) => !known.has(id)).sort() };
};

/** Writes down that these runs ended, in this order: a list that grows, so that two runs which end at once lose nothing. */
export const addToOrder = async (folder: string, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;
  const file = await open(join(folder, ORDER), flags, await ownFileMode(folder));
  try {
    // A line end on both sides: a line that was cut short spoils no other
    await file.appendFile(ids.map((id) => `\n${id}\n`).join(''));
  } finally {
    await file.close();
  }
  if ((await readOrder(folder)).length > LONGEST_ORDER)
    await writeAtomically(join(folder, ORDER), `${(await readFolders(folder)).ordered.join('\n')}\n`);
};

/** Removes what we put into a run's folder, and the folder where nobody else put something there. */
export const removeRun = async (folder: string, id: string): Promise<void> => {
  const place = join(folder, id);
  for (const name of FILES) await rm(join(place, name), { force: true });
  await sweepRun(folder, id);
};

/** Removes what a killed process was writing into a run's folder, and the folder where that was all. */
export const sweepRun = async (folder: string, id: string): Promise<void> => {
  await sweepLeftOvers(join(folder, id));
  await rmdir(join(folder, id)).catch(() => undefined);
};
