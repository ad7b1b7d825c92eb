import type { Sql } from './sql.ts';

/** What metrics are measured over: a table or a subquery, and the rows of it that count. */
export interface Relation {
  /** A name (`table(…)`) or a parenthesised query. */
  readonly from: Sql;
  readonly where?: Sql | undefined;
}

/**
 * A figure that a kind needs, said by its meaning so that each engine can ask for it in the form it likes best.
 *
 * - `rows`: how many rows
 * - `missing`: rows whose column is NULL
 * - `least`, `greatest`: the extreme of a column, NULL without values
 * - `matching`: rows for which a predicate is true
 * - `beyond`: rows whose value lies outside the bounds; NULL is not outside
 * - `vocabulary`: rows whose value fails a predicate that reads this column alone; worth asking once a distinct value
 * - `repeated`: rows beyond the first of each key, keys that hold a NULL left out
 * - `aggregate`: any aggregate expression
 * - `query`: a scalar query of its own; it alone decides what it reads
 */
export type Metric =
  | { readonly shape: 'rows' }
  | { readonly shape: 'missing'; readonly column: string }
  | { readonly shape: 'least' | 'greatest'; readonly column: string }
  | { readonly shape: 'matching'; readonly predicate: Sql }
  | { readonly shape: 'beyond'; readonly column: string; readonly bounds: Bounds }
  | { readonly shape: 'vocabulary'; readonly column: string; readonly fails: Sql }
  | { readonly shape: 'repeated'; readonly columns: readonly string[] }
  | { readonly shape: 'aggregate'; readonly expression: Sql }
  | { readonly shape: 'query'; readonly query: Sql };

export interface Bounds {
  readonly low?: Sql | undefined;
  readonly high?: Sql | undefined;
  /** The bound itself is outside. */
  readonly lowOpen?: boolean | undefined;
  readonly highOpen?: boolean | undefined;
}
