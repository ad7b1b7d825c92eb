import { allOf, answering, type Batch, id, type Part, type Question, sql } from '@assay/core';
import type { Text } from './asking.ts';
import { fastCondition } from './counting.ts';
import { aboutDistinct, rowsOf } from './statistics.ts';

/** So many distinct values at most, and each so many times on average, make a column worth grouping. */
const MOST_VALUES = 2_000;
const REPEATED = 20;

/** Tests that read one column of few values are put to the values, not to the rows. */
export const vocabularyBatches = (questions: readonly Question[], text: Text): Batch[] => {
  const groups = new Map<string, { question: Question; column: string }[]>();
  for (const question of questions) {
    const { metric, relation } = question;
    if (metric.shape !== 'vocabulary' && metric.shape !== 'unlike') continue;
    const key = JSON.stringify([metric.column, relation.where ? text(relation.where) : null]);
    groups.set(key, [...(groups.get(key) ?? []), { question, column: metric.column }]);
  }
  return [...groups.values()].flatMap((asked) => {
    const [first] = asked;
    if (!first) return [];
    const { relation } = first.question;
    const column = text(id(first.column));
    const times = id(`${first.column} times`); // called otherwise than the column, whatever that is called
    const values = `(select ${column}, count(*) as ${text(times)} from ${text(relation.from)} where ${text(allOf(relation.where))} group by ${column}) vocabulary`;
    const parts = asked.map(
      ({ question }): Part => ({
        ...answering(question),
        expressions: (known) => {
          const distinct = aboutDistinct(known, relation, first.column);
          const rows = rowsOf(known, relation) ?? 0;
          const isSmall = distinct !== undefined && distinct <= MOST_VALUES && distinct * REPEATED <= rows;
          return isSmall
            ? [text(sql`coalesce(sum(${times}) filter (where ${fastCondition(question.metric) ?? sql`false`}), 0)`)]
            : undefined;
        },
        read: ([value]) => value,
        provedBy: 'grouped values',
        columns: [first.column],
      }),
    );
    return [{ table: relation.table, parts, scans: true, text: (list: string) => `select ${list} from ${values}` }];
  });
};
