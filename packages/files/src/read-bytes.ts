import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** A file, as packed as its name says. */
export interface PackedFile {
  readonly path: string;
  readonly gzip: boolean;
}

const opened = ({ path, gzip }: PackedFile): NodeJS.ReadableStream => {
  const bytes = createReadStream(path);
  return gzip ? bytes.pipe(createGunzip()).on('close', () => bytes.destroy()) : bytes;
};

/** The bytes of a file, unpacked, chunk by chunk. */
export async function* readBytes(file: PackedFile): AsyncGenerator<Buffer> {
  for await (const chunk of opened(file)) yield chunk as Buffer; // no encoding is set, so chunks are buffers
}

/** The first bytes of a file, unpacked: all of them, or as many as `enough` needs. */
export const readHead = async (file: PackedFile, enough: (head: Buffer) => boolean): Promise<Buffer> => {
  let head = Buffer.alloc(0);
  for await (const chunk of readBytes(file)) {
    head = Buffer.concat([head, chunk]);
    if (enough(head)) break;
  }
  return head;
};
