import { queryProblem } from '@assay/checks';
import { lintContractSql } from '@assay/pipeline';
import { Untranslatable } from './dbt-test.ts';
import type { Translator } from './translation.ts';

const CONFIG = /\{\{\s*config\([^{}]*\)\s*\}\}/g;
const COMMENT = /\{#[\s\S]*?#\}/g;
const REFERENCE = /\{\{\s*((?:ref|source)\([^{}]*\))\s*\}\}/g;

/** A test that is a query of its own: its references become tables; more Jinja than that is not run here. */
export const singular =
  (text: string): Translator =>
  (site) => {
    const query = text
      .replaceAll(CONFIG, '')
      .replaceAll(COMMENT, '')
      .replaceAll(REFERENCE, (_, reference: string) => site.tableOf(reference))
      .trim()
      .replace(/;$/, '');
    if (/\{[{%#]/.test(query)) throw new Untranslatable('it holds Jinja beside ref and source, which is not run here');
    const problem = queryProblem(query) ?? lintContractSql(query)[0]?.message;
    if (problem) throw new Untranslatable(problem);
    return { checks: [{ sql: () => query }], counts: true };
  };
