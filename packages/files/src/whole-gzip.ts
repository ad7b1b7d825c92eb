import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

export interface Unpacked {
  /** Why it cannot be unpacked, without a subject; undefined where it is whole. */
  readonly damage: string | undefined;
  /** Whether there are zero bytes in what it holds. */
  readonly zeros: boolean;
}

/** Unpacks a gzip file to its end. DuckDB reads one that was cut short up to the cut, and never looks at the checksum. */
export async function unpack(path: string): Promise<Unpacked> {
  let zeros = false;
  const look = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      zeros ||= chunk.includes(0);
      done();
    },
  });
  try {
    await pipeline(createReadStream(path), createGunzip({ chunkSize: 1 << 18 }), look);
    return { damage: undefined, zeros };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException; // streams reject with system or zlib errors alone
    const damage = damageOf(code ?? '', message);
    if (damage === undefined) throw error;
    return { damage, zeros };
  }
}

function damageOf(code: string, message: string): string | undefined {
  if (code === 'Z_BUF_ERROR') return 'its gzip stream breaks off: the file is cut short; deliver it again';
  return code.startsWith('Z_') ? `its gzip stream is damaged (${message}); deliver it again` : undefined;
}
