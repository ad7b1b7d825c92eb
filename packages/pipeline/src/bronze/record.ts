import type { DataSet, RecordColumn } from './data-set.ts';
import type { JsonRecord } from './validator.ts';

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

const fromCell = (text: unknown, { json }: RecordColumn): unknown => {
  if (typeof text !== 'string' || json === 'string') return text;
  if (json === 'boolean') return /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text;
  return NUMBER.test(text) ? Number(text) : text;
};

/**
 * The JSON record that a schema judges. It holds the properties that the schema names and no others.
 *
 * - A CSV row: an empty cell, quoted or not, is null. Where the schema wants a number, a cell that is a decimal number
 *   (`-1`, `.5`, `007`, `1e3`; no blanks, no thousands) is that number; where it wants a boolean, true and false in any
 *   case are; every other cell is the string it holds, blanks included.
 * - An NDJSON line: the object as it stands, of a name that comes twice the first; a number is the double nearest to it.
 * - A Parquet row: numbers and booleans as such, dates and instants as text (2026-01-31 10:00:00, UTC).
 *
 * In all three a null is null where the schema allows null, and else the property is absent.
 */
export const toRecord = (dataSet: DataSet, values: JsonRecord): JsonRecord =>
  Object.fromEntries(
    dataSet.columns.flatMap((column) => {
      const value = values[column.source] ?? null;
      return value === null && !column.nullable ? [] : [[column.key, value]];
    }),
  );

/** The record of a CSV row, given the text of its cells. */
export const recordOfCells = (dataSet: DataSet, cells: JsonRecord): JsonRecord =>
  toRecord(
    dataSet,
    Object.fromEntries(dataSet.columns.map((column) => [column.source, fromCell(cells[column.source], column)])),
  );
