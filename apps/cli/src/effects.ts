import type { Stream, Terminal } from './terminal/tamed.ts';

/** All that the program takes from its surroundings; nothing below the commands reads them. */
export interface Effects {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly now: () => Date;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** The same as the process has it. */
export type Surroundings = Omit<Effects, 'stdout' | 'stderr'> & { readonly stdout: Stream; readonly stderr: Stream };
