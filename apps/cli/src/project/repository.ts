import { stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Effects } from '../effects.ts';

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The root of the repository that a folder lies in: as CI says, else as git finds it. */
const repositoryOf = async (folder: string, env: Effects['env']): Promise<string | undefined> => {
  if (env.GITHUB_WORKSPACE) return env.GITHUB_WORKSPACE;
  for (let here = folder; ; here = dirname(here)) {
    if (await isThere(join(here, '.git'))) return here;
    if (here === dirname(here)) return undefined;
  }
};

/** A project's folder as seen from the root of its repository, with `/`; empty at the root and outside of any. */
export const folderInRepository = async (folder: string, env: Effects['env']): Promise<string> => {
  const repository = await repositoryOf(folder, env);
  const path = repository === undefined ? '' : relative(repository, folder);
  return path.startsWith('..') ? '' : path.split(sep).join('/');
};
