import { each, type Rule } from '../rule.ts';

const SYMBOLS: Readonly<Record<string, string>> = {
  '<=>': '<=> exists on one engine only; write is not distinct from',
  '::': ':: is not part of the common subset; write cast(x as type)',
  '->': '-> is read differently by each engine; keep to columns of simple types',
  '**': '** exists on one engine only; write power(x, n)',
};
const CHARACTERS: Readonly<Record<string, string>> = {
  '^': '^ is a power on one engine and an exclusive or on the other; write power(x, n)',
  '~': '~ is a match on one engine and a complement on the other; write regexp_like(s, pattern)',
};
const WORDS = new Set(['rlike', 'regexp', 'glob', 'similar']);

export const operators: Rule = {
  name: 'operators',
  find: (code) =>
    each(code, (i) => {
      const symbol = code.tokens[i]?.kind === 'symbol';
      const written = (length: number): string =>
        code.tokens
          .slice(i, i + length)
          .filter((token, n) => token.kind === 'symbol' && token.at === (code.tokens[i]?.at ?? 0) + n)
          .map(({ text }) => text)
          .join('');
      if (symbol) return SYMBOLS[written(3)] ?? SYMBOLS[written(2)] ?? CHARACTERS[code.text(i)];
      const operator = WORDS.has(code.word(i)) && i > 0 && !['.', ',', '(', '='].includes(code.text(i - 1));
      return operator && code.text(i + 1) !== '(' && code.tokens[i + 1]?.kind === 'string'
        ? `${code.text(i)} is not an operator of both engines; write regexp_like(s, pattern)`
        : undefined;
    }),
};
