import { tameText } from '@assay/reporter/tame';
import type { Effects } from './effects.ts';

/** Says what is being done: on a terminal in one line that is written over, elsewhere a line a step. */
export interface Progress {
  step(message: string): void;
  /** A sentence that stays. */
  note(message: string): void;
  end(): void;
}

export const progressOf = ({ stderr, env }: Pick<Effects, 'stderr' | 'env'>, quiet: boolean): Progress => {
  const tidy = (message: string) => tameText(message, Number.POSITIVE_INFINITY);
  if (quiet) return { step: () => {}, note: (message) => stderr.write(`${message}\n`), end: () => {} };
  const live = stderr.isTTY === true && env.TERM !== 'dumb' && !env.CI;
  const clear = live ? '\r\x1b[2K' : '';
  return {
    step: (message) => {
      if (live) stderr.writeRaw(`${clear}${tidy(message).slice(0, (stderr.columns ?? 80) - 1)}`);
    },
    note: (message) => stderr.writeRaw(`${clear}${tidy(message)}\n`),
    end: () => stderr.writeRaw(clear),
  };
};
