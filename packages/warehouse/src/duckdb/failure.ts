import { UnavailableError } from '@assay/core';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const FAILURES: readonly (readonly [RegExp, (found: RegExpMatchArray) => string])[] = [
  [/lock.*PID (\d+)/s, (found) => `is held by another process (PID ${found[1]}); wait for it, or stop it`],
  [/Conflicting lock|Could not set lock/, () => 'is held by another process; wait for it, or stop it'],
  [/No space left on device/, () => 'could not be written: the disk is full'],
  [/Permission denied|Read-only file system/, () => 'could not be opened: no permission'],
  [
    /not a valid DuckDB database|Corrupt database|checksum|Serialization Error|trying to read/i,
    () =>
      'is damaged or not a DuckDB file; return to an earlier publication with `assay rollback`, or move the file away',
  ],
  [/Out of Memory/, () => 'needs more memory than it may use'],
  [/^IO Error/, () => 'could not be read or written'],
];

/** True when it is somebody else's lock that stands in the way. */
export const isLocked = (error: unknown): boolean => /Conflicting lock|Could not set lock/.test(messageOf(error));

/** What the engine says when a file, a disk or a lock fails, as one sentence about `path`; any other error as it is. */
export const fileFailure = (path: string, error: unknown): unknown => {
  for (const [pattern, sentence] of FAILURES) {
    const found = messageOf(error).match(pattern);
    if (found) return new UnavailableError(`${path} ${sentence(found)}`, { cause: error });
  }
  return error;
};
