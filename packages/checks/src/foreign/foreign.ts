/** What a test of another tool is here: an equal, or the reason why there is none and where it will come. */
export type Equivalent =
  | {
      /** List entries of `checks:` over the example shop, or a whole contract that begins with `table:`. */
      readonly is: string;
      /** Where the verdicts part: NULL, ends, whether rows or values are counted. Absent where they never do. */
      readonly differs?: string;
    }
  | { readonly not: string };

/** Every test of one tool, by its exact name. */
export interface ForeignTool {
  readonly name: string;
  /** The version whose names these are. */
  readonly version: string;
  readonly tests: Readonly<Record<string, Equivalent>>;
}

/** A test that judges the newest figure against the past; those kinds read the history of runs. */
export const later = (kind: 'anomaly' | 'change' | 'drift'): { readonly not: string } => ({
  not: `compares with the past; it comes as the kind \`${kind}\`, which reads the history of runs`,
});
