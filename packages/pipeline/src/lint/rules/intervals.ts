import { each, type Rule } from '../rule.ts';

export const intervals: Rule = {
  name: 'intervals',
  find: (code) =>
    each(code, (i) =>
      code.word(i) === 'interval' && ['+', '-'].includes(code.text(i - 1))
        ? 'a date and an interval make a date on one engine and a timestamp on the other; write date_add, date_sub or add_months'
        : undefined,
    ),
};
