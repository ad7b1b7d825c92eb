/** A table as a plain SELECT in a file of its own. */
export interface Model {
  readonly schema: string;
  readonly name: string;
  /** `schema.name` */
  readonly table: string;
  readonly file: string;
  /** The whole text, header included. */
  readonly sql: string;
  /** The columns of which no two rows hold the same. */
  readonly grain: readonly string[];
  /** The key by which changed rows are merged; without it the table is built anew. */
  readonly incremental: readonly string[];
  readonly cluster: readonly string[];
  /** What the report takes from this table beside its checks. */
  readonly report: string | undefined;
  /** What people read in this table, and by which column: the report says how it changes. */
  readonly figures: { readonly columns: readonly string[]; readonly by: string } | undefined;
}
