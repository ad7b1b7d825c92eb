import type { Column } from './session.ts';
import type { Sql } from './sql.ts';

/** What metrics are measured over: a table and the rows of it that count. */
export interface Relation {
  /** The table as contracts name it, `gold.daily_revenue`. */
  readonly table: string;
  /** Its name in the engine. */
  readonly from: Sql;
  readonly where?: Sql | undefined;
  readonly columns: readonly Column[];
}

export interface Bounds {
  readonly low?: Sql | undefined;
  readonly high?: Sql | undefined;
  /** The bound itself is outside. */
  readonly lowOpen?: boolean | undefined;
  readonly highOpen?: boolean | undefined;
}

/**
 * A number of rows.
 *
 * - `rows`: all of them
 * - `missing`: those whose column is NULL
 * - `matching`: those for which a predicate is true
 * - `beyond`: those whose value lies outside the bounds; NULL is not outside
 * - `vocabulary`: those whose value, not NULL, fails a predicate that reads this column alone; worth asking once a distinct value
 * - `unlike`: those whose value, not NULL, has no match of a regular expression
 * - `repeated`: those that share their key with another row; keys that hold a NULL are left out unless NULLs are equal
 * - `orphaned`: those whose key, without a NULL, does not stand in another table
 */
export type CountMetric =
  | { readonly shape: 'rows' }
  | { readonly shape: 'missing'; readonly column: string }
  | { readonly shape: 'matching'; readonly predicate: Sql }
  | { readonly shape: 'beyond'; readonly column: string; readonly bounds: Bounds }
  | { readonly shape: 'vocabulary'; readonly column: string; readonly fails: Sql }
  | { readonly shape: 'unlike'; readonly column: string; readonly pattern: string }
  | { readonly shape: 'repeated'; readonly columns: readonly string[]; readonly nullsEqual?: boolean | undefined }
  | { readonly shape: 'orphaned'; readonly columns: readonly string[]; readonly to: Target };

/** Whether a metric is a number of rows, which leaves an engine as a number or as its digits. */
export const isCount = ({ shape }: Metric): boolean => COUNTS[shape];

const COUNTS: Readonly<Record<Metric['shape'], boolean>> = {
  ...{ rows: true, missing: true, matching: true, beyond: true },
  ...{ vocabulary: true, unlike: true, repeated: true, orphaned: true },
  ...{ least: false, greatest: false, aggregate: false, query: false },
};

/** The other end of a reference. */
export interface Target {
  readonly from: Sql;
  readonly columns: readonly Column[];
}

/**
 * A value.
 *
 * - `least`, `greatest`: the extreme of a column, NULL without values; the greatest of those up to a bound where one is given
 * - `aggregate`: any aggregate expression
 * - `query`: a scalar query of its own; it alone decides what it reads
 */
export type ValueMetric =
  | { readonly shape: 'least'; readonly column: string }
  | { readonly shape: 'greatest'; readonly column: string; readonly notAfter?: Sql | undefined }
  | { readonly shape: 'aggregate'; readonly expression: Sql }
  | { readonly shape: 'query'; readonly query: Sql };

/** A figure that a kind needs, said by its meaning so that each engine can ask for it in the form it likes best. */
export type Metric = CountMetric | ValueMetric;
