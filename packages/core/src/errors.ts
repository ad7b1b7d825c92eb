/** One thing that somebody can mend: a sentence, and where it is. Lines and columns count from 1. */
export interface Problem {
  readonly message: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** `checks/gold/x.yml:4:7: unknown column …`, as editors and compilers write it. */
export const problemLine = ({ message, file, line, column }: Problem): string =>
  file === undefined ? message : `${[file, line, column].filter((part) => part !== undefined).join(':')}: ${message}`;

/** Usage, configuration, a contract or a model is wrong. Prints its sentences without a stack; exit code 2. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  readonly problems: readonly Problem[];

  constructor(problems: string | readonly Problem[], options?: ErrorOptions) {
    const list = typeof problems === 'string' ? [{ message: problems }] : problems;
    super(list.map(problemLine).join('\n'), options);
    this.problems = list;
  }
}

/** The data is bad before any check could be asked: a damaged file, a missing column. Exit code 1. */
export class DataError extends Error {
  override readonly name: string = 'DataError';
}

/** Could not tell: warehouse, network, lock or disk. Exit code 3. */
export class UnavailableError extends Error {
  override readonly name: string = 'UnavailableError';
}

/** The user stopped the run. Exit code 130. */
export class CancelledError extends Error {
  override readonly name: string = 'CancelledError';
}
