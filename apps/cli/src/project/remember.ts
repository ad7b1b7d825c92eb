import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { writeAtomically } from '@assay/files';

/** Which program remembers: the name of its bundle says what is in it. */
const PROGRAM = import.meta.url;

const recall = async (file: string): Promise<{ key: unknown; value: unknown } | null | undefined> => {
  try {
    return deserialize(await readFile(file));
  } catch {
    return undefined;
  }
};

/**
 * Remembers under its name what takes long to derive from the files of a project, in a folder inside one that is there
 * already. A changed file, another program or a damaged memory derive it anew. `from` holds all that matters, as JSON.
 */
export const rememberIn =
  (folder: string) =>
  async <T>(name: string, from: unknown, derive: () => Promise<T>): Promise<T> => {
    const file = join(folder, `${name}.bin`);
    const key = createHash('sha256')
      .update(JSON.stringify([PROGRAM, from]))
      .digest('hex');
    const kept = await recall(file);
    if (kept?.key === key) return kept.value as T; // the same program put it there
    const value = await derive();
    // No harm where nothing can be written: it is derived each time
    await access(dirname(folder))
      .then(() => writeAtomically(file, serialize({ key, value })))
      .catch(() => undefined);
    return value;
  };
