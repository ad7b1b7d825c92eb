import type { Value } from '@assay/core';

/** One documented case of a foreign test: rows, the verdict there, and the check that takes its place here. */
export interface Case {
  readonly test: string;
  readonly title: string;
  /** `v integer, w varchar`, of the table `shop.rows`. */
  readonly columns: string;
  readonly rows: readonly (readonly Value[])[];
  /** A second table, `shop.others`. */
  readonly others?: Pick<Case, 'columns' | 'rows'>;
  readonly check: string;
  readonly there: 'pass' | 'fail';
  /** What the tool counts as failing, where both count alike. */
  readonly failing?: number;
  /** The verdict here is another, and the mapping says why. */
  readonly differs?: true;
}

/** The cases of one tool, and where its verdicts come from. */
export interface Cases {
  readonly tool: string;
  readonly source: string;
  readonly cases: readonly Case[];
}

type Rest = Pick<Case, 'failing' | 'differs' | 'others'>;

/** Several columns, row by row. */
export const table =
  (columns: string) =>
  (
    [test, title]: readonly [string, string],
    rows: Case['rows'],
    [check, there, rest = {}]: readonly [string, Case['there'], Rest?],
  ): Case => ({ test, title, columns, rows, check, there, ...rest });

/** One column `v`, one list of values. */
export const column =
  (type: string) =>
  (
    named: readonly [string, string],
    values: readonly Value[],
    [check, there, rest]: readonly [string, Case['there'], Rest?],
  ): Case =>
    table(`v ${type}`)(
      named,
      values.map((value) => [value]),
      [/^- [a-z_]+: .*\n/.test(check) || / column: /.test(check) ? check : `${check}\n  column: v`, there, rest],
    );
