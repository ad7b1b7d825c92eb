export interface FileFormat {
  readonly format: 'csv' | 'ndjson' | 'parquet';
  readonly gzip: boolean;
}

const ENDING = /\.(?:(csv)|(ndjson|jsonl)|(parquet))(\.gz)?$/i;

/** The format that the ending of a file's name says, in capitals or not; undefined where it is none that is read. */
export function formatOf(name: string): FileFormat | undefined {
  const [, csv, json, parquet, gzip] = ENDING.exec(name) ?? [];
  // Parquet packs its own columns
  const format = csv ? 'csv' : json ? 'ndjson' : parquet && !gzip ? 'parquet' : undefined;
  return format && { format, gzip: gzip !== undefined };
}
