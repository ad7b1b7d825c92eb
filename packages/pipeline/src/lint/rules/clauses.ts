import { each, type Rule } from '../rule.ts';

/** Word after word, what to write instead. */
const SEQUENCES: Readonly<Record<string, string>> = {
  'semi join': 'write where exists (select 1 from …)',
  'anti join': 'write where not exists (select 1 from …)',
  'asof join': 'join on a window or on max_by',
  'positional join': 'join on keys',
  'natural join': 'name the columns: join … on …',
  'lateral view': 'write select explode(…) in a query of its own',
  'with rollup': 'write group by grouping sets (…)',
  'with cube': 'write group by grouping sets (…)',
  'distribute by': 'leave it out: how rows are spread is the engine’s business',
  'sort by': 'write order by',
  'cluster by': 'declare it in the header: -- cluster: …',
  'using sample': 'leave it out: a model gives the same rows each time',
  'union by': 'name the columns in the same order on both sides',
  'distinct on': 'write qualify row_number() over (partition by … order by …) = 1',
};
const BEFORE_BRACKET: Readonly<Record<string, string>> = {
  pivot: 'write sum(case when … then … end) for each column',
  unpivot: 'write union all',
  lateral: 'join a query that groups by the key',
  tablesample: 'leave it out: a model gives the same rows each time',
};

export const clauses: Rule = {
  name: 'clauses',
  find: (code) =>
    each(code, (i) => {
      const [word, next] = [code.word(i), code.word(i + 1)];
      const pair = `${word} ${next}`;
      const instead = Object.hasOwn(SEQUENCES, pair) ? SEQUENCES[pair] : undefined;
      if (instead) return `${pair} is not read by both engines; ${instead}`;
      if (Object.hasOwn(BEFORE_BRACKET, word) && code.text(i + 1) === '(')
        return `${word} is not read alike by both engines; ${BEFORE_BRACKET[word]}`;
      if (word === 'from' && ['', '('].includes(code.text(i - 1)))
        return 'a query that begins with from exists on one engine only; write select … from';
      if (code.text(i) === ',' && ['from', 'where', 'group', 'order'].includes(next))
        return 'a comma before the end of a list is forgiven by one engine only; remove it';
      return undefined;
    }),
};
