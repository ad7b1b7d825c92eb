import { CancelledError, DataError, diskReason, UnavailableError, UserError } from '@assay/core';
import type { Effects } from './effects.ts';

const CODES: readonly (readonly [new (message: string) => Error, number])[] = [
  [UserError, 2],
  [UnavailableError, 3],
  [DataError, 1],
  [CancelledError, 130],
];

/** Paths that somebody named and that lead elsewhere than they should. */
const PLACES: Readonly<Record<string, string>> = {
  EISDIR: 'is a folder, where a file is wanted',
  ENOTDIR: 'lies below a file, where a folder is wanted',
  EEXIST: 'is there already, and is no folder',
  ENAMETOOLONG: 'is too long for a path',
  ELOOP: 'is a link that leads to itself',
};

const USAGE = /^ERR_PARSE_ARGS/;

interface NodeError extends Error {
  readonly code?: string;
  readonly path?: string;
}

/** Says what went wrong in one sentence, or shows the stack of what is a bug of ours; gives the exit code. */
export const explainFailure = (error: unknown, { name, effects }: { name: string; effects: Effects }): number => {
  const say = (message: string) => effects.stderr.write(`assay ${name}: ${message}\n`);
  const failure = error as NodeError; // whatever was thrown is read with care
  if (failure?.code && USAGE.test(failure.code)) {
    say(`${failure.message.split('. To specify')[0]}; see assay ${name} --help`);
    return 2;
  }
  const known = CODES.find(([type]) => error instanceof type);
  if (known) {
    if (error instanceof UserError && error.problems.length > 1)
      say(`${error.problems.length} things to mend\n${error.message}`);
    else say(failure.message);
    return known[1];
  }
  const place = PLACES[failure?.code ?? ''];
  if (place && failure.path !== undefined) {
    say(`${failure.path} ${place}`);
    return 2;
  }
  const disk = diskReason(failure?.code);
  if (disk) {
    say(`${failure.path ?? 'a file'} could not be written or read: ${disk}`);
    return 3;
  }
  say(`this is a bug of ours: ${failure?.stack ?? String(error)}`);
  return 3;
};
