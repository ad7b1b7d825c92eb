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
  /** The nodes of the manifest that it reads, by their ids. */
  readonly reads?: readonly string[] | undefined;
  /** The package that it is written in. */
  readonly package?: string | undefined;
  /** Found while reading: why it cannot be translated. */
  readonly hindrance?: string | undefined;
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
  /** The table that `ref('x')` or `source('a', 'b')` names in a test; throws `Untranslatable` where nobody can tell. */
  resolve(reference: Reference, from: Pick<DbtTest, 'reads' | 'package'>): string | undefined;
}

export interface Ref {
  readonly ref: string;
  readonly package?: string | undefined;
  readonly version?: string | undefined;
}

export type Reference = Ref | { readonly source: string; readonly table: string };

const REF =
  /^\s*(?:\{\{\s*)?ref\(\s*(?:(['"])([^'"]+)\1\s*,\s*)?(['"])([^'"]+)\3\s*(?:,\s*(?:v|version)\s*=\s*(['"]?)([^'")]+?)\5\s*)?\)\s*(?:\}\})?\s*$/;
const SOURCE = /^\s*(?:\{\{\s*)?source\(\s*(['"])([^'"]+)\1\s*,\s*(['"])([^'"]+)\3\s*\)\s*(?:\}\})?\s*$/;

/** Reads `ref('orders')`, `{{ source('erp', 'orders') }}`; undefined for anything else. */
export const referenceOf = (text: string): Reference | undefined => {
  const [, , package_, , ref, , version] = REF.exec(text) ?? [];
  if (ref !== undefined) return { ref, package: package_, version };
  const [, , source, , table] = SOURCE.exec(text) ?? [];
  return source !== undefined && table !== undefined ? { source, table } : undefined;
};

export const SWITCHED_OFF = 'it is switched off in dbt';
export const EPHEMERAL = 'an ephemeral model is no table; test the model that reads it';

/** Says why a test cannot be translated; caught where tests are gone through. */
export class Untranslatable extends Error {}
