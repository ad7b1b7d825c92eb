import { link, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, OWN_FOLDER, temporaryName } from '@assay/files';
import { copyDatabase, removeDatabase } from './files.ts';
import type { Numbered } from './journal.ts';

/** A publication that was replaced, and the file that holds it. */
export interface Kept extends Numbered {
  readonly path: string;
}

const DIGITS = 8;

/** The number of a publication is in the name of the file that keeps it; files of earlier versions have none. */
const numberIn = (name: string): number => Number(/^(\d{8})-/.exec(name)?.[1] ?? 0);
const isOurs = (name: string): boolean => /^(?:\d{8}-.+|\d{8}_\d{6}_[0-9a-f]{4}|before_assay)\.duckdb$/.test(name);

/** The databases of a folder, newest first: by the number that counts publications, never by a clock. */
const databases = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => []))
    .filter((name) => name.endsWith('.duckdb'))
    .sort((a, b) => numberIn(b) - numberIn(a) || (a < b ? 1 : -1));

/** The number that the next publication gets: above that of what is published and of all that is kept. */
export const nextNumber = async (folder: string, current: Numbered | undefined): Promise<number> =>
  Math.max(current?.number ?? 0, numberIn((await databases(folder))[0] ?? '')) + 1;

/** Gives a published file a second name, so that replacing it does not lose it. */
export const keep = async (path: string, folder: string, current: Numbered | undefined): Promise<void> => {
  await makeFolder(folder, OWN_FOLDER);
  const number = current?.number ?? (await nextNumber(folder, undefined)) - 1;
  const name = `${String(number).padStart(DIGITS, '0')}-${current?.run ?? 'before_assay'}.duckdb`;
  const next = temporaryName(join(folder, name));
  try {
    await link(path, next).catch(() => copyDatabase(path, next)); // not every file system has hard links
    await rename(next, join(folder, name));
  } finally {
    await rm(next, { force: true });
  }
};

/** What is kept, newest first, each run once; `read` gives undefined for a file that holds no publication. */
export const keptPublications = async (
  folder: string,
  read: (path: string) => Promise<Numbered | undefined>,
): Promise<Kept[]> => {
  const found = await Promise.all(
    (await databases(folder)).map(async (name) => {
      const publication = await read(join(folder, name));
      return publication && { ...publication, path: join(folder, name), numbered: numberIn(name) };
    }),
  );
  const kept = found
    .filter((entry) => entry !== undefined)
    .sort((a, b) => b.numbered - a.numbered || b.number - a.number || (a.publishedAt < b.publishedAt ? 1 : -1));
  const seen = new Set<string>();
  return kept.filter(({ run }) => !seen.has(run) && seen.add(run));
};

/** Removes all that Assay keeps but the newest; a run that was published again is kept once. */
export const keepNewest = async (folder: string, count: number): Promise<void> => {
  const runs = new Set<string>();
  const names = (await databases(folder)).filter(isOurs);
  const old = names.filter((name) => {
    const run = name.replace(/^\d{8}-/, '');
    const isAgain = runs.has(run);
    runs.add(run);
    return isAgain || runs.size > count;
  });
  await Promise.all(old.map((name) => removeDatabase(join(folder, name))));
};
