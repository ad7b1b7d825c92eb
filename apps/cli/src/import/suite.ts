/** One check as a contract will write it. */
export interface ImportedCheck {
  /** The test that it comes from, as its tool calls it. */
  readonly test: string;
  readonly kind: string;
  readonly options: unknown;
  readonly column?: string | undefined;
  readonly name?: string | undefined;
  readonly where?: string | undefined;
  readonly severity?: 'warn' | undefined;
  /** `> 5` */
  readonly warn?: string | undefined;
  readonly error?: string | undefined;
  readonly because?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly owner?: string | undefined;
}

export interface ImportedTable {
  /** With its schema. */
  readonly table: string;
  readonly description?: string | undefined;
  readonly checks: readonly ImportedCheck[];
}

/** A test that has no check here, and why. */
export interface Untranslated {
  readonly table: string;
  readonly test: string;
  readonly reason: string;
}

export interface Imported {
  readonly tables: readonly ImportedTable[];
  readonly untranslated: readonly Untranslated[];
  /** How many tests were read, and how many of them became checks. */
  readonly tests: number;
  readonly translated: number;
}

export interface ImportOptions {
  /** The schema of tables whose own is not written down. */
  readonly schema: string;
  /** What a schema is called here, where it is called otherwise there. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Reads the tests of another tool. A new one is a file beside this and a line in `importers.ts`. */
export interface Importer {
  /** What the path may be, for the help. */
  readonly takes: string;
  /** Throws `UserError` when the path holds nothing of the kind. */
  read(path: string, options: ImportOptions): Promise<Imported>;
}
