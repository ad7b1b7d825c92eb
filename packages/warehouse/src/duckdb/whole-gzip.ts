import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/**
 * Whether a gzip file is there to its end and has its checksum. DuckDB reads one that was cut short up to the cut, and
 * does not look at the checksum.
 */
export const isWholeGzip = (path: string): Promise<boolean> =>
  pipeline(createReadStream(path), createGunzip(), new Writable({ write: (_, __, done) => done() })).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (/^Z_/.test(error.code ?? '')) return false;
      throw error;
    },
  );
