import {
  allOf,
  answering,
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
import { fusedAggregate } from '../fused.ts';
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

interface Way {
  readonly text: Text;
  readonly when: (known: Known) => boolean;
  readonly provedBy: string;
}

const part = (question: Question, { text, when, provedBy }: Way): Part => ({
  ...answering(question),
  expressions: (known) => (when(known) ? [`(${text(query(question))})`] : undefined),
  read: ([value]) => value,
  provedBy,
  columns: columnsOf(question),
});

const isFused = (known: Known, question: Question, small: number): boolean =>
  !isLarge(known, question, small) || isTextFile(known, question.relation);

const isPruned = ({ metric, relation }: Question): boolean =>
  metric.shape === 'missing' ||
  metric.shape === 'beyond' ||
  metric.shape === 'matching' ||
  metric.shape === 'aggregate' ||
  (metric.shape === 'greatest' && metric.notAfter !== undefined) ||
  (relation.where !== undefined &&
    (metric.shape === 'rows' || metric.shape === 'least' || metric.shape === 'greatest'));

/** Counts under a condition, each a subquery of its own: a zone map excludes most rows, often all. */
export const conditionParts = (questions: readonly Question[], { text, small }: Manner): Part[] =>
  questions.filter(isPruned).map((question) =>
    part(question, {
      text,
      when: (known) => !isFused(known, question, small),
      provedBy: question.metric.shape === 'missing' || question.metric.shape === 'beyond' ? 'zone map' : 'scan',
    }),
  );

/** The same in one pass, where there is little to prune, or where every pass parses a text file again. */
export const fusedParts = (questions: readonly Question[], { text, small }: Manner): Part[] =>
  questions.flatMap((question): Part[] => {
    const expression = fusedAggregate(question, fastCondition);
    if (!expression) return [];
    return [
      {
        ...answering(question),
        expressions: (known) => (isFused(known, question, small) ? [text(expression)] : undefined),
        read: ([value]) => value,
        provedBy: 'scan',
        columns: columnsOf(question),
      },
    ];
  });

/** What does not fit into that pass, over a table with few rows. */
export const smallPart = (question: Question, { text, small }: Manner): Part =>
  part(question, {
    text,
    when: (known) => isFused(known, question, small) && fusedAggregate(question) === undefined,
    provedBy: 'scan',
  });

/** The plain question, whatever is known. */
export const plainPart = (question: Question, { text }: Pick<Manner, 'text'>): Part =>
  part(question, { text, when: () => true, provedBy: 'scan' });

/** Whether a table has so many rows that it pays to be clever; so it is taken to be when nobody knows. */
export const isLarge = (known: Known, { relation }: Question, small: number): boolean =>
  (rowsOf(known, relation) ?? small) >= small;
