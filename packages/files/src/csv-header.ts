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
