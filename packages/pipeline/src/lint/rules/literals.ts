import { each, type Rule } from '../rule.ts';

export const literals: Rule = {
  name: 'literals',
  find: (code) =>
    each(code, (i) => {
      const [here, next] = [code.tokens[i], code.tokens[i + 1]];
      if (here?.kind === 'number' && next?.kind === 'word' && code.touchesNext(i))
        return `${here.text}${next.text} is a number on one engine only; write the number alone, or cast it`;
      if (here?.kind === 'word' && next?.kind === 'string' && code.touchesNext(i))
        return `${here.text}'…' is a string on one engine only; write it without ${here.text}`;
      if (here?.kind === 'string' && here.text.includes('\\'))
        return 'a backslash in a string is an escape on one engine and a backslash on the other; leave it out (in patterns, write [0-9] or [.])';
      if (here?.kind === 'string' && ['from', 'join'].includes(code.word(i - 1)))
        return 'a string is not a table: one engine would read a file of that name; write schema.table';
      return undefined;
    }),
};
