import { expressionProblem } from '@assay/checks';
import { lintContractSql } from '@assay/pipeline';
import * as z from 'zod';
import { type DbtProject, type DbtTest, referenceOf, Untranslatable } from './dbt-test.ts';

/** A check before severity, limits and rows are known. `sql` is given what to select from. */
export type Draft =
  | { readonly kind: string; readonly options: unknown; readonly column?: string; readonly where?: string }
  | { readonly sql: (from: string) => string };

export interface Translation {
  readonly checks: readonly Draft[];
  /** The rows that the test is about, beside those of its config. */
  readonly where?: string | undefined;
  /** The failing rows are counted alike, so limits mean the same. */
  readonly counts?: boolean;
  /** The query whose rows are what dbt counts, where the kinds above count otherwise. */
  readonly exact?: (from: string) => string;
}

/** Where a test stands. */
export interface Site {
  readonly test: DbtTest;
  readonly table: string;
  /** The column, as a name; throws where the test is on an expression or on the table. */
  column(): string;
  /** The column or expression, as SQL. */
  value(): string;
  /** The table that an argument such as `ref('orders')` names. */
  tableOf(reference: string): string;
}

export type Translator = (site: Site) => Translation;

const NAME = /^[A-Za-z_]\w*$/;

/** A column's name without the quotes that a warehouse wants; throws for anything else. */
export const nameOf = (text: string): string => {
  const name = text.trim().replace(/^(["`])([^"`]+)\1$/, '$2');
  if (!NAME.test(name)) throw new Untranslatable(`${text} is an expression where a column's name is wanted`);
  return name;
};

/** SQL that somebody wrote, if it can be put into a contract. */
export const expression = (text: string): string => {
  if (/\{[{%#]/.test(text)) throw new Untranslatable(`it holds Jinja, which is not run here: ${text.trim()}`);
  const problem = expressionProblem(text) ?? lintContractSql(text)[0]?.message;
  if (problem) throw new Untranslatable(`${problem}, in: ${text.trim()}`);
  return text.trim();
};

export const siteOf = (test: DbtTest, { resolve }: Pick<DbtProject, 'resolve'>): Site => ({
  test,
  table: test.table,
  column: () => {
    if (test.column === null) throw new Untranslatable('it needs a column');
    return nameOf(test.column);
  },
  value: () => {
    if (test.column === null) throw new Untranslatable('it needs a column');
    return expression(test.column);
  },
  tableOf: (text) => {
    const reference = referenceOf(text);
    const table = reference && resolve(reference, test);
    if (table === undefined) throw new Untranslatable(`${text} names no table that is known`);
    return table;
  },
});

/** Reads the arguments of a test by their shape; what is not known is never passed over. */
export const taking =
  <A>(shape: z.ZodType<A>, translate: (args: A, site: Site) => Translation): Translator =>
  (site) => {
    const read = shape.safeParse(site.test.args);
    if (read.success) return translate(read.data, site);
    const [issue] = read.error.issues;
    throw new Untranslatable(
      issue?.code === 'unrecognized_keys'
        ? `the argument ${issue.keys.join(', ')} has no meaning here`
        : `${issue?.path.join('.') || 'its arguments'}: ${issue?.message ?? 'cannot be read'}`,
    );
  };

export const scalar = z.union([z.string(), z.number(), z.boolean()]);
export type Scalar = z.infer<typeof scalar>;

/** A value as SQL writes it. */
export const literal = (value: Scalar): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

/** Values of a list as YAML holds them: dbt puts quotes around each, also around numbers, unless it is told otherwise. */
export const listed = (values: readonly Scalar[], quote = true): readonly Scalar[] =>
  values.map((value) => {
    if (quote) return typeof value === 'number' ? String(value) : value;
    if (typeof value !== 'string') return value;
    const bare = /^'(.*)'$/.exec(value)?.[1];
    if (bare !== undefined) return bare.replaceAll("''", "'");
    const number = Number(value);
    if (value.trim() === '' || Number.isNaN(number)) throw new Untranslatable(`${value} is an expression, not a value`);
    return number;
  });

/** Both conditions. */
export const both = (...conditions: readonly (string | undefined)[]): string | undefined => {
  const said = conditions.filter((condition) => condition !== undefined);
  return said.length > 1 ? said.map((condition) => `(${condition})`).join(' and ') : said[0];
};
