import { allOf, answering, id, join, type Known, type Part, type Question, type Relation, sql } from '@assay/core';
import type { Manner, Text } from './asking.ts';
import { isLarge } from './counting.ts';
import { type IntegerBounds, integerBounds, rowsOf } from './statistics.ts';

/** Rows looked at to see whether a key may be stored in ascending order. */
const PROBE = 4096;
/** Bits spent on a row of an integer key before hashing is cheaper. */
const BITS_PER_ROW = 8;

const keyOf = ({ metric }: Question): readonly string[] => (metric.shape === 'repeated' ? metric.columns : []);
const probeKey = (question: Question): string => `ascending ${question.relation.table} ${keyOf(question).join()}`;

const disorder = (question: Question, text: Text, limit: string): string => {
  const key = text(id(...keyOf(question).slice(0, 1)));
  const from = text(question.relation.from);
  const source = limit ? `(select ${key} from ${from}${limit}) s` : from;
  return `(select count(*) from (select ${key} as k, lag(${key}) over () as p from ${source}) o where k <= p or k is null)`;
};

const canAscend = (question: Question): boolean => keyOf(question).length === 1 && !question.relation.where;

/** Whether the first rows are in strictly ascending order. */
export const probePart = (question: Question, { text, small }: Manner): Part => ({
  key: probeKey(question),
  expressions: (known) =>
    canAscend(question) && isLarge(known, question, small) ? [disorder(question, text, ` limit ${PROBE}`)] : undefined,
  read: ([value]) => value,
  provedBy: 'statistics',
  columns: [],
});

/** Keys that ascend in the order in which they are stored are distinct: one comparison a row, nothing kept. */
export const orderedPart = (question: Question, text: Text): Part => ({
  ...answering(question),
  expressions: (known) =>
    Number(known.get(probeKey(question)) ?? 1) === 0 ? [disorder(question, text, '')] : undefined,
  read: ([value]) => (Number(value) === 0 ? 0 : undefined),
  provedBy: 'ordered keys',
  columns: keyOf(question),
});

/** The bounds of an integer column between which a bit for every possible value costs little for the rows that there are. */
export const denseBounds = (known: Known, relation: Relation, column: string): IntegerBounds | undefined => {
  const bounds = integerBounds(known, relation, column);
  const rows = rowsOf(known, relation);
  const fits = bounds && rows !== undefined && bounds.high - bounds.low < BigInt(rows) * BigInt(BITS_PER_ROW);
  return fits ? bounds : undefined;
};

const dense = (known: Known, question: Question): IntegerBounds | undefined => {
  const [column = '', second] = keyOf(question);
  return second === undefined ? denseBounds(known, question.relation, column) : undefined;
};

/** A bit for every possible integer where they lie close, else distinct hashes: both prove distinct keys. */
export const keyParts = (question: Question, text: Text): Part[] => {
  const { metric, relation } = question;
  const key = keyOf(question);
  const names = join(key.map((name) => id(name)));
  const complete =
    metric.shape === 'repeated' && metric.nullsEqual ? [] : key.map((name) => sql`${id(name)} is not null`);
  const kept = text(sql`${relation.from} where ${allOf(relation.where, ...complete)}`);
  const nullsAreKeys = complete.length === 0;
  const proof = (provedBy: string, expressions: Part['expressions']): Part => ({
    ...answering(question),
    expressions,
    read: ([value]) => (value === true ? 0 : undefined),
    provedBy,
    columns: key,
  });
  return [
    proof('bitstring', (known) => {
      const bounds = nullsAreKeys ? undefined : dense(known, question);
      const column = text(names);
      return (
        bounds && [
          `(select bit_count(bitstring_agg(${column}, ${bounds.low}, ${bounds.high})) = count(*) from ${kept})`,
        ]
      );
    }),
    proof('distinct hashes', (known) =>
      !nullsAreKeys && dense(known, question)
        ? undefined
        : [`(select count(distinct hash(${text(names)})) = count(*) from ${kept})`],
    ),
  ];
};
