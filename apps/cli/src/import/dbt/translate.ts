import type { ImportedCheck } from '../suite.ts';
import { builtIn } from './built-in.ts';
import { type DbtProject, type DbtTest, Untranslatable } from './dbt-test.ts';
import { dbtUtils } from './dbt-utils.ts';
import { expectedAggregates } from './expected-aggregates.ts';
import { expectedColumns } from './expected-columns.ts';
import { expectedPatterns } from './expected-patterns.ts';
import { expectedRows } from './expected-rows.ts';
import { expectedTables } from './expected-tables.ts';
import { expectedValues } from './expected-values.ts';
import { limitsOf } from './limits.ts';
import { singular } from './singular.ts';
import { both, type Draft, expression, siteOf, type Translator } from './translation.ts';

const expectations = {
  ...expectedValues,
  ...expectedPatterns,
  ...expectedAggregates,
  ...expectedTables,
  ...expectedRows,
  ...expectedColumns,
};

const prefixed = (prefix: string, all: Readonly<Record<string, Translator>>) =>
  Object.entries(all).map(([name, translator]) => [`${prefix}${name}`, translator] as const);

/** Every test of dbt that has a check here, as projects call it. */
export const translators: ReadonlyMap<string, Translator> = new Map([
  ...Object.entries(builtIn),
  ...prefixed('dbt_utils.', dbtUtils),
  ...prefixed('dbt_expectations.', expectations),
]);

const unknown = (test: string): string => {
  const why = /^dbt_(utils|expectations)[.]/.test(test)
    ? 'has no check here'
    : 'is a test of the project itself; write it as holds, sql or a kind';
  return `${test} ${why}; see: assay explain --kind ${test.split('.').at(-1)}`;
};

/** A check that is a query needs a name: the one that dbt gave it, as words. */
const words = (id: string): string => id.replaceAll(/_+/g, ' ').trim();

const checkOf = (draft: Draft, test: DbtTest, where: string | undefined): ImportedCheck => {
  if (!('sql' in draft)) return { ...draft, test: test.id, where: both(where, draft.where) };
  const from = where ? `(select * from ${test.table} where ${where}) kept` : test.table;
  return { kind: 'sql', options: draft.sql(from), test: test.id, name: words(test.id) };
};

/** The checks that a test becomes; throws `Untranslatable` with the reason where there are none. */
export const translate = (test: DbtTest, project: Pick<DbtProject, 'resolve'>): readonly ImportedCheck[] => {
  const limits = limitsOf(test.config);
  const translator = test.sql === undefined ? translators.get(test.test.replace(/^dbt[.]/, '')) : singular(test.sql);
  if (!translator) throw new Untranslatable(unknown(test.test));
  const translation = translator(siteOf(test, project));
  const where = both(test.config.where ? expression(test.config.where) : undefined, translation.where);
  const { checks, counts = false, exact } = translation;
  const drafts: readonly Draft[] =
    limits.plain || (counts && checks.length === 1) ? checks : exact ? [{ sql: exact }] : [];
  if (drafts.length === 0)
    throw new Untranslatable('warn_if and error_if count what the test returns, which the check here does not');
  const { plain: _, ...said } = limits;
  const tags = [...new Set(test.config.tags)];
  return drafts.map((draft) => {
    const check = checkOf(draft, test, where);
    return {
      ...check,
      ...said,
      name: test.name ? words(test.name) : check.name,
      because: test.description || undefined,
      tags: tags.length > 0 ? tags : undefined,
      owner: test.config.owner,
    };
  });
};
