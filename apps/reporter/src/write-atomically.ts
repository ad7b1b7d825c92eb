import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Writes a file so that whoever opens it finds the old content or the new one, whole, also after the machine stopped. */
export const writeAtomically = async (path: string, content: string | Uint8Array, mode = 0o644): Promise<void> => {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const next = `${path}.${process.pid}.next`;
  const handle = await open(next, 'w', mode);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, path);
  await sync(folder);
};
