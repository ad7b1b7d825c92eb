import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { isLeftOver, OWN_FOLDER, ownFileMode, temporaryName } from './own-files.ts';

const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Removes the files that processes which have ended were writing in a folder. */
export const sweepLeftOvers = async (folder: string, isLeft = isLeftOver): Promise<void> => {
  const names = await readdir(folder).catch(() => []);
  await Promise.all(names.filter(isLeft).map((name) => rm(join(folder, name), { force: true }).catch(() => undefined)));
};

const swept = new Set<string>();

/** Once a process and file; what earlier versions of Assay left beside this very file goes as well. */
const sweepBeside = async (path: string): Promise<void> => {
  if (swept.has(path)) return;
  swept.add(path);
  const own = basename(path);
  const isOld = (name: string) => name.startsWith(own) && /^\.\d+\.next$/.test(name.slice(own.length));
  await sweepLeftOvers(dirname(path), (name) => isLeftOver(name) || isOld(name));
};

/** Opens a file that is not there yet, so that no link is followed. */
const openNew = async (path: string, audience: Audience) => {
  const folder = dirname(path);
  const isOwn = audience === 'own';
  // Who sweeps may remove an empty folder that was just made
  for (let again = true; ; again = false) {
    await makeFolder(folder, isOwn ? OWN_FOLDER : undefined);
    try {
      return await open(path, 'wx', isOwn ? await ownFileMode(folder) : 0o666);
    } catch (error) {
      if (!again || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
};

/** Who may read a file: those who may read what we keep, or whoever the user's umask lets in. */
export type Audience = 'own' | 'all';

/** Writes a file whole under a temporary name beside `path`, and gives that name; `moveInto` gives it its own. */
export const prepareFile = async (
  path: string,
  content: string | Uint8Array,
  audience: Audience = 'own',
): Promise<string> => {
  const next = temporaryName(path);
  try {
    const handle = await openNew(next, audience);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return next;
  } catch (error) {
    await rm(next, { force: true }).catch(() => undefined);
    throw Object.assign(error as Error, { path }); // what was to be written, and not how
  }
};

/** Gives a prepared file its own name, for good. */
export const moveInto = async (path: string, next: string): Promise<void> => {
  await rename(next, path);
  await sync(dirname(path));
};

/**
 * Writes a file so that whoever opens it finds the old content or the new one, whole, also after the machine stopped.
 * What processes that were killed at this left in the folder is removed.
 */
export const writeAtomically = async (
  path: string,
  content: string | Uint8Array,
  audience: Audience = 'own',
): Promise<void> => {
  const next = await prepareFile(path, content, audience);
  await moveInto(path, next).catch(async (error) => {
    await rm(next, { force: true }).catch(() => undefined);
    throw error;
  });
  await sweepBeside(path);
};
