import { each, type Rule } from '../rule.ts';

export const star: Rule = {
  name: 'star',
  find: (code) =>
    each(code, (i) =>
      code.text(i) === '*' && ['select', 'distinct', 'all', ',', '.'].includes(code.text(i - 1).toLowerCase())
        ? 'a model names its columns, so that a new one below does not come through unseen; write them out'
        : undefined,
    ),
};
