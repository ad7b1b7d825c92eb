import { each, type Rule } from '../rule.ts';

const BY_FLAG = new Set(['first_value', 'last_value', 'first', 'last', 'any_value']);

export const nullTreatment: Rule = {
  name: 'null treatment',
  find: (code) =>
    each(code, (i) => {
      if (['ignore', 'respect'].includes(code.word(i)) && code.word(i + 1) === 'nulls')
        return `${code.text(i)} nulls stands inside the brackets on one engine and behind them on the other; use max_by or min_by with filter (where … is not null)`;
      if (BY_FLAG.has(code.word(i)) && code.text(i + 1) === '(' && code.arguments(i).length > 1)
        return `${code.text(i)} takes one argument on one engine; use max_by or min_by with filter (where … is not null)`;
      return undefined;
    }),
};
