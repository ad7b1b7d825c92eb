import { existsSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { temporaryName } from '@assay/files';
import { copyDatabase, removeDatabase } from './files.ts';

/** A copy of the published file that is made before anybody has the writer's place. */
export interface CopyAhead {
  /** Puts the copy where it is wanted; false when what is published is another file by now, or was written to. */
  moveTo(path: string): Promise<boolean>;
  discard(): Promise<void>;
}

const identity = (path: string): string | undefined => {
  if (existsSync(`${path}.wal`)) return undefined;
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino} ${found.size} ${found.mtimeNs}`;
};

/** Is under way when this returns, whatever keeps the caller busy afterwards. */
export const copyAhead = (published: string): CopyAhead => {
  const place = temporaryName(published);
  const copying = (async () => {
    const of = identity(published);
    if (of === undefined) return undefined;
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
