import { each, type Rule } from '../rule.ts';

export const division: Rule = {
  name: 'division',
  find: (code) =>
    each(code, (i) => {
      if (code.text(i) === '/')
        return 'a bare division fails for 0 on one engine and rounds differently; write cast(try_divide(a, b) as decimal(18,2))';
      if (code.word(i) === 'div' && i > 0 && code.text(i - 1) !== '.' && code.text(i + 1) !== ',')
        return 'div exists on one engine only; write floor(try_divide(a, b))';
      if (code.text(i) === '%')
        return 'a remainder by 0 is NULL on one engine and an error on the other; write a - b * floor(try_divide(a, b))';
      return undefined;
    }),
};
