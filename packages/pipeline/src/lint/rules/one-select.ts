import { each, type Rule } from '../rule.ts';

const WRITES = new Set(
  'alter attach call copy create delete drop insert install into load merge pragma set truncate update use'.split(' '),
);

export const oneSelect: Rule = {
  name: 'one select',
  find: (code) => {
    if (code.tokens.length === 0) return [{ token: 0, message: 'there is no statement; a model is one SELECT' }];
    const found = each(code, (i) =>
      code.text(i) === ';' ? 'a model is one SELECT without a semicolon; remove it and what follows' : undefined,
    );
    if (!['select', 'with'].includes(code.word(0)))
      found.push({
        token: 0,
        message: `a model is one SELECT, with or without WITH; it cannot begin with ${code.text(0)}`,
      });
    let depth = 0;
    code.tokens.forEach((_, i) => {
      if (code.text(i) === '(') depth += 1;
      if (code.text(i) === ')') depth -= 1;
      const verb = depth === 0 && WRITES.has(code.word(i)) && code.text(i - 1) === ')';
      if (verb) found.push({ token: i, message: `a model only reads; ${code.text(i)} has no place in it` });
    });
    return found;
  },
};
