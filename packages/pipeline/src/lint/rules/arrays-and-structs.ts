import { each, type Rule } from '../rule.ts';

const CONSTRUCTORS = new Set(['array', 'struct', 'named_struct', 'map', 'row']);

export const arraysAndStructs: Rule = {
  name: 'arrays and structs',
  find: (code) =>
    each(code, (i) => {
      if (CONSTRUCTORS.has(code.word(i)) && ['(', '['].includes(code.text(i + 1)))
        return `${code.text(i)}(…) is written differently on each engine; keep to columns of simple types, or values (…)`;
      if (code.text(i) === '[')
        return 'one engine counts array elements from 0 and the other from 1; use split_part, min_by or max_by';
      if (code.text(i) === '{') return 'struct literals exist on one engine only; keep to columns of simple types';
      return undefined;
    }),
};
