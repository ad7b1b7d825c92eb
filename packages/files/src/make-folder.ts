import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/**
 * Makes a folder, and those above it, unless it is there. Node's recursive way says of a folder that could not be made
 * that it is not there, and keeps the reason for itself.
 */
export const makeFolder = async (path: string, mode = 0o777): Promise<void> => {
  const make = () => mkdir(path, { mode });
  await make()
    .catch(async (error) => {
      if (error.code !== 'ENOENT' || dirname(path) === path) throw error;
      await makeFolder(dirname(path), mode);
      await make();
    })
    .catch(async (error) => {
      if (!(await isFolder(path))) throw error;
    });
};
