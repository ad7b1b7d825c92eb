/** Something that goes wrong with raw files in real life. It changes rows before they are written, files after, or both. */
export interface Fault {
  /** What it does, as `assay sample --help` tells it: a verb first. */
  readonly says: string;
  /** Single records, which can be told by themselves, or the set, which is only wrong as a whole. */
  readonly affects: 'records' | 'set';
  /** How much of the data it takes unless told; without it, it takes no share. */
  readonly share?: number;
  readonly dataSet: string;
  readonly rows?: RowFault;
  /** Changes files before the manifest is written, so that the manifest knows. Gives the data set's files as they are then. */
  readonly files?: (files: DataSetFiles) => Promise<readonly WrittenFile[]>;
  /** Changes files behind the manifest's back. */
  readonly damage?: (files: DataSetFiles) => Promise<void>;
}

/** Which rows, and what becomes of them: SQL over the columns that are written, and `_row` and `_month`. */
export interface RowFault {
  /** May name `:share`, `:since` and `:until`. */
  readonly where: string;
  readonly become: 'changed' | 'left_out' | 'repeated';
  /** New values of columns, of the changed or of the repeated rows. */
  readonly set?: Readonly<Record<string, string>>;
}

export interface DataSetFiles {
  readonly folder: string;
  readonly files: readonly WrittenFile[];
}

/** A raw file: its path in the data set's folder, and its records. */
export interface WrittenFile {
  readonly path: string;
  readonly rows: number;
}
