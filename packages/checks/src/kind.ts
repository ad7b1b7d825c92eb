import type { Column, CountMetric, Dimension, Judgement, Metric, Relation, Sql, Value } from '@assay/core';
import type { ZodType } from 'zod';
import type { Given } from './given.ts';

/** What a kind knows about the place where it is used. Text of an author's SQL becomes SQL here and nowhere else. */
export interface Context {
  readonly table: string;
  /** The column the check is on; an empty string where it is on the whole table. */
  readonly column: string;
  readonly columns: readonly Column[];
  readonly grain: readonly string[];
  readonly relation: Relation;
  /** The last whole day, `2026-01-31`. */
  readonly asOf: string;
  /** The instant from which freshness counts back, `2026-02-01 00:00:00`. */
  readonly until: string;
  /** An expression as an author wrote it, guarded, bound and mapped; over another table where one is named. */
  expression(text: string, table?: string): Sql;
  /** A single read-only query as an author wrote it. */
  query(text: string): Sql;
  /** Another table by its name in contracts. */
  from(table: string): Sql;
  /** Its columns; undefined where there is no such table. */
  columnsOf(table: string): readonly Column[] | undefined;
  /** A sentence where there is no such table, with what may have been meant. */
  unknownTable(table: string): readonly string[];
  /** A value from YAML as a literal of the type of a column. */
  literal(value: Scalar, column?: string): Sql;
}

export type Scalar = string | number | boolean;

export type Metrics = Readonly<Record<string, Metric>>;

/** Counts are numbers; what else is measured keeps the type in which it left the engine. */
export type Answers<M extends Metrics> = { readonly [K in keyof M]: M[K] extends CountMetric ? number : Value };

/** Test and documentation at once: the first table given is the one that is checked, once as a list entry of `checks:`. */
export interface Example {
  readonly title: string;
  readonly check: string;
  readonly given: Readonly<Record<string, Given>>;
  readonly gives: {
    readonly status: 'pass' | 'fail' | 'skip' | 'error';
    readonly failing?: number;
    readonly found?: string;
  };
}

/** One thing that can be demanded of a table or a column: what to measure, and how to judge it. */
export interface Kind<O = unknown, M extends Metrics = Metrics> {
  /** As contracts write it. */
  readonly name: string;
  /** What it demands, in one sentence. */
  readonly summary: string;
  /** What NULL means for it, in one sentence. */
  readonly nulls: string;
  readonly dimension: Dimension;
  readonly on: 'column' | 'table' | 'either';
  readonly options: ZodType<O>;
  /** `where:` narrows the rows it looks at. */
  readonly filters: boolean;
  /** Has something to say of a table without rows. Default: false, and the check is skipped. */
  readonly judgesEmpty?: boolean;
  /** The claim as a sentence, for people who do not read YAML. */
  claim(options: O, context: Context): string;
  /** What is wrong with the options in this place: columns that are not there, types that do not fit. */
  problems?(options: O, context: Context): readonly string[];
  /**
   * Columns here and there whose values are never equal, because of their types. A problem as well, but where the table
   * may be empty: then the check skips while it is, and fails once it has rows.
   */
  clashes?(options: O, context: Context): readonly string[];
  measure(options: O, context: Context): M;
  judge(values: Answers<M>, options: O, context: Context): Judgement;
  /** The predicate that is true for rows that break the demand. */
  rows?(options: O, context: Context): Sql;
  /** The same, where only the answers tell which rows they are. */
  rowsFound?(values: Answers<M>, options: O, context: Context): Sql;
  /** The columns that show what is wrong with such a row, beside the table's keys. */
  shows?(options: O, context: Context): readonly string[];
  /** A query that lists the offenders where they are not rows of the table, and the tables it reads. */
  groups?(options: O, context: Context): { readonly query: Sql; readonly tables: readonly string[] } | undefined;
  readonly examples: readonly Example[];
}

/** Gives a kind its types. */
export const kind = <O, const M extends Metrics>(definition: Kind<O, M>): Kind<O, M> => definition;
