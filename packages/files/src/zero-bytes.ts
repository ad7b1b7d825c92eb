import { createReadStream } from 'node:fs';

/** Whether a file holds zero bytes, as a machine leaves them that loses power while it writes. No text has any. */
export async function holdsZeroBytes(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
    if ((chunk as Buffer).includes(0)) return true; // no encoding is set, so chunks are buffers
  return false;
}
