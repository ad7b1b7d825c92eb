/** What is to be said of the files that a table is read from, beside what stands in them; it is reported as a check. */
export interface FileFinding {
  /** `bronze.orders`, or a table of `sources:`. */
  readonly table: string;
  readonly kind: 'left_out' | 'delivered_twice' | 'fields_left_out' | 'fields_missing';
  readonly severity: 'error' | 'warn';
  /** A sentence without a value of the files. */
  readonly found: string;
}
