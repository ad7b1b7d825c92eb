import { diskReason } from './disk-reason.ts';
import { CancelledError, DataError, UnavailableError, UserError } from './errors.ts';

/** What a program says of a failure, and the exit code it ends with. */
export interface Explanation {
  readonly sentence: string;
  readonly code: number;
}

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

/** One sentence for what can be mended, the stack for what is a bug of ours. `program` is what was called, as `assay gate`. */
export function explainFailure(error: unknown, program: string): Explanation {
  const failure = error as NodeError; // whatever was thrown is read with care
  if (failure?.code && USAGE.test(failure.code))
    return { sentence: `${failure.message.split('. To specify')[0]}; see ${program} --help`, code: 2 };
  const known = CODES.find(([type]) => error instanceof type);
  if (known) return { sentence: sentenceOf(failure), code: known[1] };
  const place = PLACES[failure?.code ?? ''];
  if (place && failure.path !== undefined) return { sentence: `${failure.path} ${place}`, code: 2 };
  const disk = diskReason(failure?.code);
  if (disk) return { sentence: `${failure.path ?? 'a file'} could not be written or read: ${disk}`, code: 3 };
  return { sentence: `this is a bug of ours: ${failure?.stack ?? String(error)}`, code: 3 };
}

function sentenceOf(error: Error): string {
  const several = error instanceof UserError && error.problems.length > 1;
  return several ? `${error.problems.length} things to mend\n${error.message}` : error.message;
}
