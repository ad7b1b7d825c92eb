import type { Code } from './code.ts';

export interface Finding {
  /** Which token offends. */
  readonly token: number;
  /** What is wrong and what to write instead. */
  readonly message: string;
}

/** One thing that a model may not say, since the engines read it differently or not at all. */
export interface Rule {
  /** As `docs/sql.md` calls it. */
  readonly name: string;
  find(code: Code): Finding[];
}

/** The findings of a rule that looks at one token after the other. */
export const each = (code: Code, look: (i: number) => string | undefined): Finding[] =>
  code.tokens.flatMap((_, token) => {
    const message = look(token);
    return message === undefined ? [] : [{ token, message }];
  });
