import type { Effects } from './effects.ts';

/** Says what is being done: on a terminal in one line that is written over, elsewhere a line a step. */
export interface Progress {
  step(message: string): void;
  /** A sentence that stays. */
  note(message: string): void;
  end(): void;
}

export const progressOf = ({ stderr, env }: Pick<Effects, 'stderr' | 'env'>, quiet: boolean): Progress => {
  if (quiet) return { step: () => {}, note: (message) => stderr.write(`${message}\n`), end: () => {} };
  const live = stderr.isTTY === true && env.TERM !== 'dumb' && !env.CI;
  const clear = live ? '\r\x1b[2K' : '';
  return {
    step: (message) => {
      stderr.write(live ? `${clear}${message.slice(0, (stderr.columns ?? 80) - 1)}` : '');
    },
    note: (message) => stderr.write(`${clear}${message}\n`),
    end: () => stderr.write(clear),
  };
};
