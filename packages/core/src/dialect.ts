/** A calendar day (`2026-01-31`) or an instant in UTC (`2026-01-31 10:00:00`) as a typed SQL literal. */
export interface Day {
  readonly date: string;
}
export interface Instant {
  readonly timestamp: string;
}

export type Literal = string | number | bigint | boolean | null | Day | Instant;

/** What varies between two engines when text is made of names and values. */
export interface Dialect {
  /** Quotes one name: a column, a table, a schema. */
  id(name: string): string;
  /** Writes a value. Throws for a number that is not finite. */
  literal(value: Literal): string;
  /** An expression that gives the row of a table, by its alias, as JSON text. */
  rowAsJson(alias: string): string;
  /** An expression of 64 bits that differs, for all that can be told, where one of the expressions does; NULL is a value. */
  fingerprint(expressions: readonly string[]): string;
  /** An aggregate for each share from 0 to 1 of an expression that is a double: values interpolated, put in order once for all. */
  percentiles(expression: string, shares: readonly number[]): string[];
}
