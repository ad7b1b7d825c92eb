import { answering, id, type Known, type Metric, type Part, type Question, type Relation } from '@assay/core';
import type { Text } from './asking.ts';

/** The key under which the statistics of a column are known. */
const statsKey = ({ table }: Relation, column: string): string => `stats ${table} ${column}`;

const rowsKey = ({ table }: Relation): string => `rows ${table}`;

/** Whole counts and extremes, which the engine knows without reading rows when nothing else is asked beside them. */
export const statisticsParts = (questions: readonly Question[], text: Text): Part[] => {
  const [first] = questions;
  const part = (of: Pick<Part, 'key' | 'answers'>, expression: string): Part => ({
    ...of,
    expressions: () => [expression],
    read: ([value]) => value,
    provedBy: 'statistics',
    columns: [],
  });
  const rows = first ? [part({ key: rowsKey(first.relation) }, 'count(*)')] : [];
  const answers = questions.flatMap((question) => {
    const { metric } = question;
    const expression = wholeAggregate(metric, text);
    if (!expression) return [];
    const answer = part(answering(question), expression);
    return [metric.shape === 'greatest' && metric.notAfter ? upTo(answer, expression, text(metric.notAfter)) : answer];
  });
  return [...rows, ...answers];
};

/** The greatest of all is the greatest up to a bound as well, unless it lies behind that. */
const upTo = (answer: Part, greatest: string, bound: string): Part => ({
  ...answer,
  expressions: () => [greatest, `coalesce(${greatest} <= ${bound}, true)`],
  read: ([value, isWithin]) => (isWithin === true ? value : undefined),
});

const wholeAggregate = (metric: Metric, text: Text): string | undefined => {
  if (metric.shape === 'rows') return 'count(*)';
  if (metric.shape === 'least') return `min(${text(id(metric.column))})`;
  return metric.shape === 'greatest' ? `max(${text(id(metric.column))})` : undefined;
};

const columnsOf = ({ metric, relation }: Question): readonly string[] => {
  if (metric.shape === 'repeated' || metric.shape === 'orphaned') return metric.columns;
  if (metric.shape === 'vocabulary' || metric.shape === 'unlike' || metric.shape === 'beyond') return [metric.column];
  if (metric.shape === 'missing') return relation.where ? [] : [metric.column];
  return [];
};

/** What the optimiser knows of columns; a column without NULLs answers `missing` at once. */
export const statsParts = (questions: readonly Question[], text: Text): Part[] => {
  const [first] = questions;
  if (!first) return [];
  const part = (of: Pick<Part, 'key' | 'answers'>, column: string, read: Part['read']): Part => ({
    ...of,
    expressions: () => [`stats(${text(id(column))})`],
    read,
    provedBy: 'statistics',
    columns: [],
  });
  const columns = new Set(questions.flatMap(columnsOf));
  const facts = [...columns].map((column) =>
    part({ key: statsKey(first.relation, column) }, column, ([stats]) => stats),
  );
  const missing = questions.flatMap((question) =>
    question.metric.shape === 'missing' && !question.relation.where
      ? [
          part(answering(question), question.metric.column, ([stats]) =>
            String(stats).includes('[Has Null: false') ? 0 : undefined,
          ),
        ]
      : [],
  );
  return [...facts, ...missing];
};

const stats = (known: Known, relation: Relation, column: string): string =>
  String(known.get(statsKey(relation, column)) ?? '');

/** About how many different values a stored column has; undefined where the engine does not know. */
export const aboutDistinct = (known: Known, relation: Relation, column: string): number | undefined => {
  const found = /Approx Unique: (\d+)/.exec(stats(known, relation, column))?.[1];
  return found === undefined ? undefined : Number(found);
};

export interface IntegerBounds {
  readonly low: bigint;
  readonly high: bigint;
}

/** Bounds that no value of an integer column exceeds. */
export const integerBounds = (known: Known, relation: Relation, column: string): IntegerBounds | undefined => {
  const found = /^\[Min: (-?\d+), Max: (-?\d+)\]/.exec(stats(known, relation, column));
  return found?.[1] && found[2] ? { low: BigInt(found[1]), high: BigInt(found[2]) } : undefined;
};

/** Text files have no statistics: each subquery over one reads and parses it all again. */
export const isTextFile = (known: Known, relation: Relation): boolean => {
  const facts = relation.columns.map(({ name }) => stats(known, relation, name)).filter((fact) => fact !== '');
  return facts.length > 0 && facts.every((fact) => /^\[Min: (NULL|), Max/.test(fact));
};

/** The rows of the whole table, when they are known. */
export const rowsOf = (known: Known, relation: Relation): number | undefined => {
  const value = known.get(rowsKey(relation));
  return value === undefined ? undefined : Number(value);
};
