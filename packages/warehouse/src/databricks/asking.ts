import {
  type Asking,
  answering,
  type Batch,
  type Part,
  type Question,
  render,
  type Sql,
  scalarQuery,
} from '@assay/core';
import { fusedAggregate } from '../fused.ts';

const columnsOf = ({ metric }: Question): readonly string[] =>
  'columns' in metric ? metric.columns : 'column' in metric ? [metric.column] : [];

const part = (question: Question, expression: string): Part => ({
  ...answering(question),
  // A list of casts says its own types, which saves the round trip that asks for them.
  expressions: () => [`cast(${expression} as string)`],
  read: ([value]) => value,
  provedBy: 'scan',
  columns: columnsOf(question),
});

/**
 * Every statement is a round trip, and a scan costs money: one pass of aggregates a table, and one statement for what
 * has to group or to look elsewhere. What breaks in them is asked again alone.
 */
export const databricksAsking: Asking = {
  concurrency: 8,
  longest: 8_000_000,
  plan: (questions, dialect) => {
    const text = (piece: Sql) => render(piece, dialect);
    const tables = [...new Set(questions.map(({ relation }) => relation.table))];
    const alone = (question: Question): Part => part(question, `(${text(scalarQuery(question))})`);
    const statement = (table: string, parts: readonly Part[], from = ''): Batch[] =>
      parts.length > 0 ? [{ table, parts, scans: true, text: (list) => `select ${list}${from}` }] : [];
    return [
      tables.flatMap((table) => {
        const asked = questions.filter(({ relation }) => relation.table === table);
        const [first] = asked;
        if (!first) return [];
        const fused = asked.flatMap((question) => {
          const expression = fusedAggregate(question);
          return expression ? [part(question, text(expression))] : [];
        });
        return [
          ...statement(table, fused, ` from ${text(first.relation.from)}`),
          ...statement(table, asked.filter((question) => !fusedAggregate(question)).map(alone)),
        ];
      }),
      questions.flatMap((question) => statement(question.relation.table, [alone(question)])),
    ];
  },
};
