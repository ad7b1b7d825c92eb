import { each, type Rule } from '../rule.ts';

const MACROS = new Set(['count_if', 'percentile', 'percentile_approx', 'collect_list', 'collect_set', 'any_value']);

export const macroAggregates: Rule = {
  name: 'macro aggregates',
  find: (code) =>
    each(code, (i) => {
      if (!MACROS.has(code.word(i)) || code.text(i + 1) !== '(') return undefined;
      const name = code.text(i);
      if (code.word(i + 2) === 'distinct')
        return `${name} cannot take distinct, it is a macro on DuckDB; select distinct rows in a query before, or use collect_set`;
      const after = code.word(code.closing(i + 1) + 1);
      return after === 'filter' || after === 'over'
        ? `${name} cannot take ${after}, it is a macro on DuckDB; ${after === 'filter' ? `write ${name}(case when … then x end)` : 'group in a query of its own and join it'}`
        : undefined;
    }),
};
