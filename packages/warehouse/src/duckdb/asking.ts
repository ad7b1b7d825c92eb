import { type Asking, type Batch, type Dialect, type Question, type Relation, render, type Sql } from '@assay/core';
import { conditionParts, fusedParts, plainPart, smallPart } from './counting.ts';
import { exactQuantiles } from './exact-quantiles.ts';
import { expandMacros, readMacros } from './expand-macros.ts';
import { keyParts, orderedPart, probePart } from './keys.ts';
import macros from './macros.sql?raw';
import { orphanPart } from './orphans.ts';
import { narrow, repeatedBatch } from './repeated.ts';
import { statisticsParts, statsParts } from './statistics.ts';
import { vocabularyBatches } from './vocabulary.ts';

export type Text = (piece: Sql) => string;

export interface Manner {
  readonly text: Text;
  /** Below so many rows everything is asked at once: statements cost more than scans. */
  readonly small: number;
}

const grouped = <T, K>(items: readonly T[], by: (item: T) => K): ReadonlyMap<K, readonly T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(by(item), [...(groups.get(by(item)) ?? []), item]);
  return groups;
};

/** A statement of scalar subqueries: each prunes, and fails, by itself. */
const subqueries = (table: string, parts: Batch['parts']): Batch => ({
  table,
  parts,
  scans: true,
  text: (list) => `select ${list}`,
});

const overTable = (text: Text, { from }: Relation, tail = '') => {
  const name = text(from);
  return (list: string) => `select ${list} from ${name}${tail}`;
};

const askTable = (table: string, questions: readonly Question[], how: Manner): readonly (readonly Batch[])[] => {
  const { text } = how;
  const [first] = questions;
  if (!first) return [];
  const { relation } = first;
  const unfiltered = questions.filter((question) => !question.relation.where);
  const batch = (parts: Batch['parts'], scans: boolean, statement: Batch['text']): Batch => ({
    table,
    parts,
    scans,
    text: statement,
  });
  const each = (list: readonly Question[], part: (question: Question) => Batch['parts'][number]) =>
    list.map((question) => subqueries(table, [part(question)]));
  const slow = questions.filter(({ metric }) => metric.shape === 'query');
  const keys = questions.filter(({ metric }) => metric.shape === 'repeated');
  const references = questions.filter(({ metric }) => metric.shape === 'orphaned');
  const rest = questions.filter(({ metric }) => metric.shape !== 'repeated');
  return [
    [
      batch(statisticsParts(unfiltered, text), false, overTable(text, relation)),
      batch(statsParts(questions, text), false, overTable(text, relation, ' limit 1')),
    ],
    [
      subqueries(table, [
        ...conditionParts(questions, how),
        ...questions.filter((question) => !slow.includes(question)).map((question) => smallPart(question, how)),
        ...keys.map((question) => probePart(question, how)),
      ]),
      batch(fusedParts(questions, how), true, overTable(text, relation)),
      ...each(slow, (question) => plainPart(question, how)),
    ],
    [
      ...vocabularyBatches(questions, text),
      ...each(keys, (question) => orderedPart(question, text)),
      ...each(references, (question) => orphanPart(question, text)),
    ],
    [
      ...keys.map((question) => subqueries(table, keyParts(question, text))),
      ...each(rest, (question) => plainPart(question, how)),
    ],
    keys.map((question) => repeatedBatch(question, text)),
  ];
};

/**
 * DuckDB likes statistics asked alone, then subqueries that zone maps prune, then scans for what is left;
 * everything in one SELECT is its slowest form.
 */
export const askDuckdb = ({ small }: Pick<Manner, 'small'>): Asking => ({
  // Many a statement keeps one core busy, and between two of them it is ours to think: three fill a small machine too.
  concurrency: 3,
  longest: 1_000_000,
  narrow,
  plain: (text) => exactQuantiles(expandMacros(text, readMacros(macros))),
  plan: (questions, dialect: Dialect) => {
    const text: Text = (piece) => render(piece, dialect);
    const tables = [...grouped(questions, ({ relation }) => relation.table)];
    const rounds = tables.map(([table, asked]) => askTable(table, asked, { text, small }));
    const longest = Math.max(0, ...rounds.map((round) => round.length));
    return Array.from({ length: longest }, (_, i) =>
      rounds.flatMap((round) => (round[i] ?? []).filter(({ parts }) => parts.length > 0)),
    );
  },
});

export const duckdbAsking: Asking = askDuckdb({ small: 100_000 });
