import { closeSync, openSync, readSync } from 'node:fs';
import { diskReason, UnavailableError } from '@assay/core';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What the engine says before it speaks of itself and not of a value. */
const OF_THE_MACHINE = /^(?:IO|FATAL|Fatal|TransactionContext|INTERNAL|Out of Memory) Error/;

/** What every statement may run into, whatever it asks. */
const MACHINE: readonly (readonly [RegExp, string])[] = [
  [/No space left on device/, 'the disk is full'],
  [/Disk quota exceeded/, 'the disk quota is used up'],
  [/File too large/, 'the file is larger than it may be'],
  // The engine keeps what the machine said of a sync or a short write for itself
  [/Input\/output error|fsync failed|attempted to write 0 bytes|Failed to write to file/, 'the disk gave an error'],
  [/Too many open files/, 'too many files are open'],
  [/Read-only file system/, 'the file system is read-only'],
  [
    /Cannot allocate memory|Out of Memory/i,
    'the engine needs more memory than it may use; raise memory: of the target',
  ],
];

const machineReason = (said: string): string | undefined =>
  OF_THE_MACHINE.test(said) ? MACHINE.find(([pattern]) => pattern.test(said))?.[1] : undefined;

/** The file that the engine speaks of. */
const fileIn = (said: string): string | undefined => /file "([^"\n]+)"/i.exec(said)?.[1];

/** A statement that failed for want of memory or disk, as one sentence; any other error as it is. */
export const statementFailure = (error: unknown, where = 'the warehouse'): unknown => {
  const said = messageOf(error);
  const reason = machineReason(said);
  if (reason === undefined) return error;
  const sentence = /memory/.test(reason) ? reason : `${fileIn(said) ?? where} could not be read or written: ${reason}`;
  return new UnavailableError(sentence, { cause: error });
};

/** The version of DuckDB that wrote a file, where its header says so. */
const writtenBy = (path: string): string => {
  const header = Buffer.alloc(84);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, header, 0, header.length, 0);
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
  return /^v?(\d+\.\d+\.\d+)/.exec(header.toString('latin1', 52, 84))?.[1] ?? '';
};

const otherVersion = (path: string, [, has = '', from = '', to = '']: RegExpMatchArray): string => {
  const name = ['DuckDB', writtenBy(path)].filter((word) => word !== '').join(' ');
  const versions = `(storage version ${has}; this program reads ${from} to ${to})`;
  return Number(has) > Number(to)
    ? `was written by ${name}, which is newer than the one in this program ${versions}; write it with an older DuckDB, or there with ATTACH '…' (STORAGE_VERSION 'v1.5.0')`
    : `was written by ${name}, which is older than this program can read ${versions}; export it with that DuckDB and import it with one from 1.0 on`;
};

const DAMAGED =
  /not a valid DuckDB database|Corrupt database|computed checksum|Could not read enough bytes|Serialization Error|corrupt/i;

const sentenceOf = (path: string, said: string, mend: string): string | undefined => {
  const holder = /lock.*PID (\d+)/s.exec(said);
  if (holder) return `is held by another process (PID ${holder[1]}); wait for it, or stop it`;
  if (/Conflicting lock|Could not set lock/.test(said)) return 'is held by another process; wait for it, or stop it';
  const version = /database file with version number (\d+), but we can only read versions between (\d+) and (\d+)/.exec(
    said,
  );
  if (version) return otherVersion(path, version);
  if (/encrypted/i.test(said)) return 'is encrypted, and this program has no key for it; write it without encryption';
  if (/Permission denied/.test(said)) return 'could not be opened: no permission';
  if (/Is a directory/.test(said)) return `is a folder and not a DuckDB file; ${mend}`;
  if (/File name too long/.test(said)) return 'has a name that is longer than the file system allows';
  if (/sqlite/i.test(said) && /extension/i.test(said)) return `is an SQLite file and not a DuckDB file; ${mend}`;
  if (DAMAGED.test(said)) return `is damaged or not a DuckDB file; ${mend}`;
  return /^IO Error/.test(said) ? 'could not be read or written' : undefined;
};

/** True when it is somebody else's lock that stands in the way. */
export const isLocked = (error: unknown): boolean => /Conflicting lock|Could not set lock/.test(messageOf(error));

/** True when it is the file itself that no program like this one can read: damaged, of another version, encrypted or none. */
export const isUnreadable = (error: unknown): boolean =>
  isDamaged(error) || /version number|encrypted|Is a directory|sqlite/i.test(messageOf(error));

/** True when a file is no whole database, whoever made it so. */
export const isDamaged = (error: unknown): boolean => DAMAGED.test(messageOf(error));

/** What helps where the candidate, or what is published, cannot be read. */
export const MEND_CANDIDATE = 'build it again with `assay build`';
export const MEND_PUBLISHED = 'return to an earlier publication with `assay rollback`, or move the file away';

/**
 * What the engine says when a file, a disk or a lock fails, as one sentence about `path` with what mends it; any other
 * error, or one that is such a sentence already, as it is.
 */
export const fileFailure = (path: string, error: unknown, mend = 'move the file away'): unknown => {
  if (error instanceof UnavailableError) return error;
  const machine = statementFailure(error, path);
  if (machine instanceof UnavailableError) return machine;
  const reason = diskReason((error as NodeJS.ErrnoException | undefined)?.code);
  const sentence = reason ? `could not be read or written: ${reason}` : sentenceOf(path, messageOf(error), mend);
  return sentence === undefined ? error : new UnavailableError(`${path} ${sentence}`, { cause: error });
};

/** Throws `fileFailure`, for whoever catches. */
export const failing =
  ({ path, mend }: { readonly path: string; readonly mend?: string | undefined }) =>
  (error: unknown): never => {
    throw fileFailure(path, error, mend);
  };
