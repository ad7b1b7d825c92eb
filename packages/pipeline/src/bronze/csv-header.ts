import type { DataSet } from './data-set.ts';

/** The first record of a CSV file. */
export interface CsvHeader {
  readonly names: readonly string[];
  /** How the file ends its lines; undefined where its header is all there is. */
  readonly newline: '\n' | '\r\n' | '\r' | undefined;
}

const CELL = /(?:"((?:[^"]|"")*)"|([^,"\r\n][^,\r\n]*|))(,|\r\n|\n|\r|$)/y;

/** Longer than any header; what has no end by then is not one. */
export const LONGEST_HEADER = 1 << 20;

/** Reads names and line end from the beginning of a file; undefined when that is no CSV header. */
export const parseCsvHeader = (head: string): CsvHeader | undefined => {
  const names: string[] = [];
  CELL.lastIndex = 0;
  for (;;) {
    const [, quoted, bare, end] = CELL.exec(head) ?? [];
    if (end === undefined) return undefined;
    names.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === ',') continue;
    return { names, newline: end === '\n' || end === '\r\n' || end === '\r' ? end : undefined };
  }
};

/**
 * Whether a first line is a header of a data set: it has most of the columns that must be there, or names nothing else. Of any other
 * line no cell may be shown, for it may be a record.
 */
export const isHeader = (names: readonly string[], { columns }: Pick<DataSet, 'columns'>): boolean => {
  const required = columns.filter((column) => column.required);
  const expected = required.length > 0 ? required : columns;
  const there = expected.filter(({ source }) => names.includes(source)).length;
  return there * 2 >= expected.length || names.every((name) => columns.some(({ source }) => source === name));
};

export const notAHeader = (names: readonly string[]): string =>
  `its first line is no header: it has ${names.length} ${names.length === 1 ? 'cell' : 'cells'}, and most columns of its record schema are missing; deliver it with a header`;
