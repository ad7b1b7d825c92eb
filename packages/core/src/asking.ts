import type { Dialect } from './dialect.ts';
import type { Metric, Relation } from './metric.ts';
import type { Value } from './session.ts';

/** A metric over a relation that somebody wants to know; equal questions have the same key. */
export interface Question {
  readonly key: string;
  readonly relation: Relation;
  readonly metric: Metric;
}

/** What is known so far, by the key of the question or fact. */
export type Known = ReadonlyMap<string, Value>;

/** One way to find out one value within a statement: the answer to a question, or a fact that later parts build on. */
export interface Part {
  /** Under which the value is known: the key of the question, or of the fact. */
  readonly key: string;
  /** The question that it answers; absent for a fact, which only the engine's own parts read. */
  readonly answers?: Question;
  /** What to select; undefined where what is known shows that this way does not lead there. */
  expressions(known: Known): readonly string[] | undefined;
  /** The answer, from the values of the expressions; undefined leaves the question open. */
  read(values: readonly Value[], known: Known): Value | undefined;
  /** How it was found out, for people: `statistics`, `zone map`, `scan`. */
  readonly provedBy: string;
  /** The columns whose values are read when nothing is pruned. */
  readonly columns: readonly string[];
}

/** What makes a part the answer to a question. */
export const answering = (question: Question): Pick<Part, 'key' | 'answers'> => ({
  key: question.key,
  answers: question,
});

/** Parts that share a statement. Any subset of them makes a statement too, so that a broken one can be left alone. */
export interface Batch {
  readonly table: string;
  readonly parts: readonly Part[];
  /** Reads rows, not only statistics. */
  readonly scans: boolean;
  /** The statement for a list of expressions with their aliases. */
  text(list: string): string;
}

/** How an engine likes to be asked. */
export interface Asking {
  /** Rounds of batches; a later round is asked only what earlier ones left open, and the last answers everything. */
  plan(questions: readonly Question[], dialect: Dialect): readonly (readonly Batch[])[];
  /** The same rows from a statement that need not find out again what is known. Default: the statement as it is. */
  readonly narrow?: ((text: string, known: Known) => string) | undefined;
  /** The same SQL without what only our own sessions know, for people to paste. Default: as it is. */
  readonly plain?: ((text: string) => string) | undefined;
  /** Statements worth having in flight at once. */
  readonly concurrency: number;
  /** Characters that one statement may have. */
  readonly longest: number;
}
