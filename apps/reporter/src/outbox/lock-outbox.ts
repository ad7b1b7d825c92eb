import fs from 'node:fs';
import { readlink, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isAlive } from '@assay/files';
import { lock } from 'proper-lockfile';

/** A lock of another machine that was silent for so long counts as left behind. */
const STALE = 15_000;

/** A lock is a link whose target says who holds it: it is made with its content at once, or not at all. */
const asLink = {
  ...fs,
  mkdir: (path: string, done: fs.NoParamCallback) => fs.symlink(`${hostname()}:${process.pid}`, path, done),
  rmdir: (path: string, done: fs.NoParamCallback) => fs.rm(path, { recursive: true, force: true }, done),
  rmdirSync: (path: string) => fs.rmSync(path, { recursive: true, force: true }),
  stat: fs.lstat,
  utimes: fs.lutimes,
};

const isLeftBehind = async (path: string): Promise<boolean> => {
  const [host, pid] = (await readlink(path).catch(() => '')).split(':');
  return host === hostname() && !isAlive(Number(pid));
};

/** Makes this process the only one that sends what lies in a folder. Throws where another one does; gives what ends it. */
export const lockOutbox = async (folder: string, onLost: () => void): Promise<() => Promise<void>> => {
  const lockfilePath = `${folder}.lock`;
  if (await isLeftBehind(lockfilePath)) await rm(lockfilePath, { force: true });
  return lock(folder, { stale: STALE, lockfilePath, onCompromised: onLost, fs: asLink });
};
