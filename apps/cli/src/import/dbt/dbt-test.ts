/** A test of a dbt project, from a manifest or from YAML. */
export interface DbtTest {
  /** As dbt calls it in its results. */
  readonly id: string;
  /** `accepted_values`, `dbt_utils.accepted_range`, `singular test`. */
  readonly test: string;
  readonly table: string;
  readonly column: string | null;
  readonly args: Readonly<Record<string, unknown>>;
  readonly config: DbtConfig;
  /** A name that somebody chose. */
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** The SQL of a singular test, with its Jinja. */
  readonly sql?: string | undefined;
}

export interface DbtConfig {
  readonly severity?: string | undefined;
  readonly where?: string | undefined;
  readonly warn_if?: string | undefined;
  readonly error_if?: string | undefined;
  readonly fail_calc?: string | undefined;
  readonly limit?: number | undefined;
  readonly enabled?: boolean | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly owner?: string | undefined;
}

/** What a dbt project holds that matters here. */
export interface DbtProject {
  readonly tests: readonly DbtTest[];
  readonly descriptions: ReadonlyMap<string, string>;
  /** Found before translating: tests of ephemeral models, unit tests. */
  readonly untranslated: readonly { readonly table: string; readonly test: string; readonly reason: string }[];
  /** The table that `ref('x')` or `source('a', 'b')` names. */
  resolve(reference: Reference): string | undefined;
}

export type Reference = { readonly ref: string } | { readonly source: string; readonly table: string };

const REF =
  /^\s*(?:\{\{\s*)?ref\(\s*(?:(['"])[^'"]+\1\s*,\s*)?(['"])([^'"]+)\2\s*(?:,\s*(?:v|version)\s*=\s*[^)]+)?\)\s*(?:\}\})?\s*$/;
const SOURCE = /^\s*(?:\{\{\s*)?source\(\s*(['"])([^'"]+)\1\s*,\s*(['"])([^'"]+)\3\s*\)\s*(?:\}\})?\s*$/;

/** Reads `ref('orders')`, `{{ source('erp', 'orders') }}`; undefined for anything else. */
export const referenceOf = (text: string): Reference | undefined => {
  const ref = REF.exec(text)?.[3];
  if (ref !== undefined) return { ref };
  const [, , source, , table] = SOURCE.exec(text) ?? [];
  return source !== undefined && table !== undefined ? { source, table } : undefined;
};

/** Says why a test cannot be translated; caught where tests are gone through. */
export class Untranslatable extends Error {}
