import type { Validate } from './validator.ts';

/** The types that bronze knows. What a property becomes is said in `columns.ts`. */
export type ColumnType = 'VARCHAR' | 'DATE' | 'TIMESTAMP' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | `DECIMAL(18,${number})`;

/** The JSON Schema of one property, as it stands in the file; only `type` has been looked at. */
export type Property = Readonly<Record<string, unknown>>;

export interface RecordColumn {
  /** In bronze, as SQL can say it. */
  readonly name: string;
  /** The property of the record schema. */
  readonly key: string;
  /** The column of a file, or the key of a line. */
  readonly source: string;
  readonly type: ColumnType;
  readonly json: 'string' | 'number' | 'integer' | 'boolean';
  readonly nullable: boolean;
  readonly required: boolean;
  readonly property: Property;
}

/** A kind of raw record: what its JSON Schema says, as columns and as a judge of single records. */
export interface DataSet {
  readonly name: string;
  /** The file that the schema was read from. */
  readonly file: string;
  readonly columns: readonly RecordColumn[];
  /** Keywords beside `properties` and `required` that judge a whole record (`allOf`, `if`, …). */
  readonly judgesWhole: boolean;
  readonly validate: Validate;
}
