import type { FormatOptions } from './formats/format.ts';

interface Terminal {
  readonly stdout: { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How a terminal wants its text; without colour where it is no terminal or somebody asked for none. */
export function terminalStyle({ stdout, env }: Terminal, plain = false): FormatOptions {
  return {
    width: Math.max(stdout.columns ?? 80, 60),
    color: stdout.isTTY === true && !plain && !env.NO_COLOR && env.TERM !== 'dumb',
    ascii: !/utf-?8/i.test(env.LC_ALL ?? env.LC_CTYPE ?? env.LANG ?? 'UTF-8'),
  };
}
