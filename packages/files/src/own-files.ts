import { createHash, randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isAlive } from './is-alive.ts';

/** Folders that we make are for their owner alone. */
export const OWN_FOLDER = 0o700;

/** The mode of a file that we make in a folder: its owner's alone, and the group's where the group may write to the folder. */
export const ownFileMode = async (folder: string): Promise<number> => {
  const group = await stat(folder).then(
    ({ mode }) => (mode & 0o020 ? 0o060 : 0),
    () => 0,
  );
  return 0o600 | group;
};

/** Processes of other machines are not known to have ended. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** A name beside `path` that nobody can guess and that says which process made it, for what is moved to `path` once it is whole. */
export const temporaryName = (path: string): string =>
  `${path}.${HOST}-${process.pid}-${randomBytes(8).toString('hex')}.next`;

/** Whether a name is the temporary one of a process of this machine that has ended (`.wal`: what the engine laid beside it). */
export const isLeftOver = (name: string): boolean => {
  const [, host, pid] = /\.([0-9a-f]{8})-(\d+)-[0-9a-f]{16}\.next(?:\.wal)?$/.exec(name) ?? [];
  return host === HOST && !isAlive(Number(pid));
};
