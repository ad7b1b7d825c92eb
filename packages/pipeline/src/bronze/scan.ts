import type { Session } from '@assay/core';
import type { FieldsOfFile } from '@assay/files';
import type { Cell } from './cell.ts';
import type { DataSet } from './data-set.ts';
import type { RawFile } from './raw-files.ts';
import type { JsonRecord } from './validator.ts';

/** A record that could not even be read. `after` counts the readable records of its file before it. */
export interface Unreadable {
  readonly file: string;
  readonly line: number;
  readonly after: number;
  readonly reason: string;
  readonly record: string | null;
}

/** Files alike enough to be read by one statement. */
export interface Scan {
  readonly files: readonly RawFile[];
  /** A table function over all of them, in their order: one row a record, with its `_path`. */
  readonly relation: string;
  readonly cells: ReadonlyMap<string, Cell>;
  /** True where the record as a whole was read as it stands, as SQL over the relation. */
  readonly whole: string;
  /** The record as quarantine keeps it, as SQL over the relation; empty where it cannot be had in the engine. */
  readonly record: string;
  /** The cells as a JSON object, as SQL over `_record`. */
  readonly judged: string;
  /**
   * The JSON record that the schema judges, given what `judged` and `record` are; a reason in words where there is none.
   * Nothing is judged of what could not be read.
   */
  toRecord(judged: string | null, record: string): JsonRecord | string;
  /** The text of a record that the engine could not give; asked in ascending order. */
  textOf?(file: string, line: number): Promise<string>;
  /** What the last statement over `relation` left out because it could not be read. */
  unreadable?(session: Session): Promise<Unreadable[]>;
}

export interface Opened {
  readonly scans: readonly Scan[];
  /** Why files cannot be loaded, one sentence each. */
  readonly problems: readonly string[];
  /** What the records of each file name, where they can be read. */
  readonly fields: readonly FieldsOfFile[];
}

export interface ToOpen {
  readonly dataSet: DataSet;
  readonly files: readonly RawFile[];
  readonly session: Session;
}

/** A file format: looks at files and says how the engine shall read them. */
export type Format = (request: ToOpen) => Promise<Opened>;
