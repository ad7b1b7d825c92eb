import { INSTEAD } from '../functions.ts';
import { each, type Rule } from '../rule.ts';

const BY_UNIT = new Set(['dateadd', 'date_diff', 'timestampadd', 'timestampdiff', 'extract', 'date_part']);

export const dateParts: Rule = {
  name: 'date parts',
  find: (code) =>
    each(code, (i) => {
      const word = code.word(i);
      if (code.text(i + 1) !== '(') return undefined;
      if (word === 'datediff' && code.arguments(i).length === 3)
        return 'datediff with a unit is read differently by each engine; write datediff(later, earlier) for days, months_between for months';
      if (BY_UNIT.has(word)) return `${code.text(i)} names its unit differently on each engine; write ${INSTEAD[word]}`;
      return undefined;
    }),
};
