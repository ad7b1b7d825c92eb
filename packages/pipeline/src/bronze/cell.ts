/**
 * What a format knows of one column of its records, as SQL over the relation that reads the files.
 *
 * `value` is the typed value that bronze gets; for every value that the schema allows and the column can hold it is that
 * value. `faithful` is true only where the cell is certainly a JSON value other than null, of the column's type and format, and
 * `value` equals it; where in doubt it is false or NULL, and the record is judged outside the engine.
 */
export interface Cell {
  readonly isNull: string;
  readonly value: string;
  readonly faithful: string;
}
