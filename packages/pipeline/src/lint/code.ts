import { type Token, tokens } from '@assay/core';

/** The tokens of a statement that mean something, with what the rules ask of them. */
export interface Code {
  readonly tokens: readonly Token[];
  /** A token's text in lower case when it is a word, else ''. */
  word(i: number): string;
  /** A token's text as it stands, '' where there is none. */
  text(i: number): string;
  /** Whether nothing stands between a token and the next. */
  touchesNext(i: number): boolean;
  /** Where the bracket that opens at `i` closes: past the end when it never does. */
  closing(i: number): number;
  /** The arguments of a call whose name is at `i`, each as [from, to) token numbers. */
  arguments(i: number): readonly (readonly [number, number])[];
}

const PAIRS: Readonly<Record<string, number>> = { '(': 1, '[': 1, ')': -1, ']': -1 };

export const readCode = (text: string): Code => {
  const all = tokens(text).filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  const words = all.map(({ kind, text: said }) => (kind === 'word' ? said.toLowerCase() : ''));
  const textAt = (i: number): string => all[i]?.text ?? '';
  const depthChange = (i: number): number => (all[i]?.kind === 'symbol' ? (PAIRS[textAt(i)] ?? 0) : 0);

  const closing = (open: number): number => {
    let depth = 0;
    for (let i = open; i < all.length; i++) {
      depth += depthChange(i);
      if (depth === 0) return i;
    }
    return all.length;
  };

  return {
    tokens: all,
    word: (i) => words[i] ?? '',
    text: textAt,
    touchesNext: (i) => {
      const [here, next] = [all[i], all[i + 1]];
      return here !== undefined && next !== undefined && here.at + here.text.length === next.at;
    },
    closing,
    arguments: (i) => {
      const end = closing(i + 1);
      const found: [number, number][] = [];
      let depth = 0;
      let from = i + 2;
      for (let at = from; at < end; at++) {
        depth += depthChange(at);
        if (depth === 0 && textAt(at) === ',') {
          found.push([from, at]);
          from = at + 1;
        }
      }
      return end > i + 2 ? [...found, [from, end]] : found;
    },
  };
};
