import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { PackedFile } from './read-bytes.ts';

export interface ReadThrough {
  /** Why it cannot be unpacked, or its lines not be read, without a subject; undefined where it is whole. */
  readonly damage: string | undefined;
  /** Whether there are zero bytes in what it holds, as a machine leaves them that loses power while it writes. No text has any. */
  readonly zeros: boolean;
  /** Whether what it holds is UTF-8. */
  readonly utf8: boolean;
}

/** DuckDB leaves a longer line of CSV out, and tells nobody. */
const LONGEST_LINE = 16 << 20;

/**
 * Reads a text file to its end. DuckDB reads a gzip that was cut short up to the cut, and never looks at the checksum.
 */
export async function readThrough({ path, gzip }: PackedFile): Promise<ReadThrough> {
  let zeros = false;
  let utf8 = true;
  let line = 0;
  let longest = 0;
  let rest: Buffer = Buffer.alloc(0);
  const look = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      zeros ||= chunk.includes(0);
      const { before, after } = lineEnds(chunk);
      longest = Math.max(longest, line + before);
      line = before < chunk.length ? after : line + before;
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const end = wholeCharacters(bytes);
      utf8 &&= isUtf8(bytes.subarray(0, end));
      rest = bytes.subarray(end);
      done();
    },
  });
  try {
    const bytes = createReadStream(path, { highWaterMark: 1 << 20 });
    await (gzip ? pipeline(bytes, createGunzip({ chunkSize: 1 << 18 }), look) : pipeline(bytes, look));
    const damage = longest > LONGEST_LINE ? 'holds a line longer than 16 MB; deliver it in shorter ones' : undefined;
    return { damage, zeros, utf8: utf8 && rest.length === 0 };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException; // streams reject with system or zlib errors alone
    const damage = damageOf(code ?? '', message);
    if (damage === undefined) throw error;
    return { damage, zeros, utf8 };
  }
}

/** How many bytes stand before the first line end of a chunk, and after the last one: all, where there is none. */
function lineEnds(chunk: Buffer): { before: number; after: number } {
  const ends = [0x0a, 0x0d].filter((byte) => chunk.includes(byte));
  if (ends.length === 0) return { before: chunk.length, after: chunk.length };
  return {
    before: Math.min(...ends.map((byte) => chunk.indexOf(byte))),
    after: chunk.length - 1 - Math.max(...ends.map((byte) => chunk.lastIndexOf(byte))),
  };
}

/** Where the last character ends that is surely whole: a chunk may end within one. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (length > back) return bytes.length - back;
    if (byte < 0x80 || byte >= 0xc0) break;
  }
  return bytes.length;
}

function damageOf(code: string, message: string): string | undefined {
  if (code === 'Z_BUF_ERROR') return 'its gzip stream breaks off: the file is cut short; deliver it again';
  return code.startsWith('Z_') ? `its gzip stream is damaged (${message}); deliver it again` : undefined;
}
