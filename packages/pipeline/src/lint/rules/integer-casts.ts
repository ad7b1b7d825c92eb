import type { Code } from '../code.ts';
import { each, type Rule } from '../rule.ts';
import { castType } from './types.ts';

const INTEGERS = new Set(['int', 'integer', 'bigint', 'smallint', 'tinyint']);
const WHOLE = new Set(['floor', 'ceil', 'round', 'count', 'count_if', 'datediff', 'length', 'size']);
const FRACTIONS = new Set([
  'try_divide',
  'percentile',
  'percentile_cont',
  'median',
  'stddev',
  'sqrt',
  'ln',
  'exp',
  'months_between',
]);

/** Whether what is cast is one call that gives a whole number. */
const isWhole = (code: Code, from: number, to: number): boolean =>
  WHOLE.has(code.word(from)) && code.text(from + 1) === '(' && code.closing(from + 1) === to - 1;

export const integerCasts: Rule = {
  name: 'integer casts',
  find: (code) =>
    each(code, (i) => {
      const type = castType(code, i);
      if (type === undefined || !INTEGERS.has(code.word(type)) || isWhole(code, i + 2, type - 1)) return undefined;
      for (let at = i + 2; at < type - 1; at++)
        if (FRACTIONS.has(code.word(at)) || (code.tokens[at]?.kind === 'number' && code.text(at).includes('.')))
          return 'casting a fraction to an integer cuts on one engine and rounds on the other; write cast(floor(x) as bigint)';
      return undefined;
    }),
};
