import {
  allOf,
  condition,
  id,
  type Known,
  type Metric,
  type Part,
  type Question,
  type Sql,
  scalarQuery,
  sql,
} from '@assay/core';
import type { Manner, Text } from './asking.ts';
import { isTextFile, rowsOf } from './statistics.ts';

/** An anchored pattern without alternatives at its top, inside its anchors: full matches are an order of magnitude faster. */
const anchored = (pattern: string): string | undefined => {
  const inner = /^\^(.*[^\\])\$$/s.exec(pattern)?.[1];
  if (inner === undefined || /[|\\]/.test(inner.replace(/\\[dwsDWS.]/g, ''))) return undefined;
  return inner;
};

/** The condition that a metric counts, as DuckDB evaluates it fastest. */
export const fastCondition = (metric: Metric): Sql | undefined => {
  const inner = metric.shape === 'unlike' ? anchored(metric.pattern) : undefined;
  return metric.shape === 'unlike' && inner !== undefined
    ? sql`not regexp_full_match(${id(metric.column)}, ${inner})`
    : condition(metric);
};

/** The plainest query, but for the condition. */
const query = (question: Question): Sql => {
  const counts = fastCondition(question.metric);
  const { from, where } = question.relation;
  return counts ? sql`select count(*) from ${from} where ${allOf(where, counts)}` : scalarQuery(question);
};

const columnsOf = ({ metric }: Question): readonly string[] =>
  'columns' in metric ? metric.columns : 'column' in metric ? [metric.column] : [];

const part = (question: Question, text: Text, when: (known: Known) => boolean, provedBy: string): Part => {
  const expression = `(${text(query(question))})`;
  return {
    question,
    expressions: (known) => (when(known) ? [expression] : undefined),
    read: ([value]) => value,
    provedBy,
    columns: columnsOf(question),
  };
};

const isPruned = ({ metric, relation }: Question): boolean =>
  metric.shape === 'missing' ||
  metric.shape === 'beyond' ||
  metric.shape === 'matching' ||
  metric.shape === 'aggregate' ||
  (relation.where !== undefined &&
    (metric.shape === 'rows' || metric.shape === 'least' || metric.shape === 'greatest'));

/** Counts under a condition, each a subquery of its own: a zone map excludes most rows, often all. */
export const conditionParts = (questions: readonly Question[], text: Text): Part[] =>
  questions
    .filter(isPruned)
    .map((question) =>
      part(
        question,
        text,
        (known) => !isTextFile(known, question.relation),
        question.metric.shape === 'missing' || question.metric.shape === 'beyond' ? 'zone map' : 'scan',
      ),
    );

/** The same as one pass of aggregates, where every pass has to parse a text file again. */
export const fusedParts = (questions: readonly Question[], text: Text): Part[] =>
  questions.flatMap((question): Part[] => {
    const counts = fastCondition(question.metric) ?? (question.metric.shape === 'rows' ? sql`true` : undefined);
    if (!counts) return [];
    const expression = text(sql`count(*) filter (where ${allOf(question.relation.where, counts)})`);
    return [
      {
        question,
        expressions: (known) => (isTextFile(known, question.relation) ? [expression] : undefined),
        read: ([value]) => value,
        provedBy: 'scan',
        columns: columnsOf(question),
      },
    ];
  });

/** Anything at all, over a table with few rows. */
export const smallPart = (question: Question, { text, small }: Manner): Part =>
  part(
    question,
    text,
    (known) => !isLarge(known, question, small) && !isPruned(question) && !isTextFile(known, question.relation),
    'scan',
  );

/** The plain question, whatever is known. */
export const plainPart = (question: Question, text: Text): Part => part(question, text, () => true, 'scan');

/** Whether a table has so many rows that it pays to be clever; so it is taken to be when nobody knows. */
export const isLarge = (known: Known, { relation }: Question, small: number): boolean =>
  (rowsOf(known, relation) ?? small) >= small;
