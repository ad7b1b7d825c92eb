import type { Writable } from 'node:stream';
import { diskReason } from '@assay/core';

/** Why some of what was written to a stream is lost, once all is written; a reader who has seen enough and left lost nothing. */
export const lostOutput = (stream: Writable): Promise<string | undefined> =>
  new Promise((resolve) => {
    stream.write('', (error) => {
      const cause = (stream.errored ?? error) as NodeJS.ErrnoException | null | undefined; // as streams tell it
      resolve(cause && cause.code !== 'EPIPE' ? (diskReason(cause.code) ?? cause.message) : undefined);
    });
  });
