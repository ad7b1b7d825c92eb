import type { Value } from '@assay/core';

/** One documented case of a foreign test: rows, the verdict there, and the check that takes its place here. */
export interface Case {
  readonly test: string;
  readonly title: string;
  /** `v integer, w varchar`, of the table `shop.rows`. */
  readonly columns: string;
  readonly rows: readonly (readonly Value[])[];
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

type Rest = Pick<Case, 'failing' | 'differs'>;

/** One column `v`, one list of values. */
export const column =
  (type: string) =>
  (
    [test, title]: readonly [string, string],
    values: readonly Value[],
    [check, there, rest = {}]: readonly [string, Case['there'], Rest?],
  ): Case => ({
    ...{ test, title, there, columns: `v ${type}`, rows: values.map((value) => [value]) },
    check: /^- [a-z_]+: .*\n/.test(check) || / column: /.test(check) ? check : `${check}\n  column: v`,
    ...rest,
  });
