import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** The file is there whole or not at all, and stays when the machine stops. */
export const writeAtomically = async (path: string, content: string | Uint8Array): Promise<void> => {
  const unfinished = `${path}.${process.pid}.unfinished`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, path);
  await sync(dirname(path));
};
