import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { RawFile } from './raw-files.ts';

const opened = ({ path, gzip }: RawFile): NodeJS.ReadableStream => {
  const bytes = createReadStream(path);
  return gzip ? bytes.pipe(createGunzip()).on('close', () => bytes.destroy()) : bytes;
};

/** The bytes of a file, unpacked, chunk by chunk. */
export async function* readBytes(file: RawFile): AsyncGenerator<Buffer> {
  for await (const chunk of opened(file)) yield chunk as Buffer; // no encoding is set, so chunks are buffers
}

/** The first bytes of a file, unpacked: all of them, or as many as `enough` needs. */
export const readHead = async (file: RawFile, enough: (head: Buffer) => boolean): Promise<Buffer> => {
  let head = Buffer.alloc(0);
  for await (const chunk of readBytes(file)) {
    head = Buffer.concat([head, chunk]);
    if (enough(head)) break;
  }
  return head;
};

/** The encoding that a file surely has when it is not UTF-8. */
export const foreignEncoding = (head: Buffer): string | undefined => {
  if (head.length >= 2 && ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)))
    return 'UTF-16';
  return head.subarray(0, 4096).includes(0) ? 'UTF-16 or binary' : undefined;
};
