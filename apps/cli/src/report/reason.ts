import type { Report } from '@assay/core';
import { findings, list, undemanded } from '@assay/reporter';

const plural = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** The breach that a reader of the page meets first: a cause before its consequences. */
const worst = (report: Pick<Report, 'tables' | 'lineage'>): string => {
  const first = findings(report).find(({ standing }) => standing === 'fail');
  return first
    ? ` ${first.table.name}: ${first.check.name} (found ${first.check.found}, wanted ${first.check.wanted}).`
    : '';
};

const whyNothing = ({ totals, tables }: Pick<Report, 'totals' | 'tables'>): string => {
  if (totals.tables === 0) return 'There is no table that a model, a contract or sources: names.';
  if (totals.checks === 0) return `Nothing is asked of ${list(tables.map(({ name }) => name))}.`;
  const [first] = tables.flatMap(({ name, checks }) => checks.map(({ message }) => `${name}: ${message}`));
  return `${plural(totals.skip, 'check')} skipped (${first}).`;
};

/** The sentence that everything else explains: published or refused, and why. */
export const reasonOf = ({
  verdict,
  published,
  totals,
  tables,
  lineage,
}: Pick<Report, 'verdict' | 'published' | 'totals' | 'tables' | 'lineage'>): string => {
  const bad = tables.filter((table) => table.verdict === 'fail').length;
  const word = published === null ? 'Checked' : published ? 'Published' : 'Refused';
  if (verdict === 'fail')
    return `${word}: ${bad} of ${plural(totals.tables, 'table')} ${bad === 1 ? 'breaches its' : 'breach their'} contract.${worst({ tables, lineage })}`;
  if (totals.error > 0) return `${word}: ${plural(totals.error, 'check')} could not be asked.`;
  if (verdict === 'error')
    return `${published === null ? 'Could not tell' : word}: nothing was judged. ${whyNothing({ totals, tables })}`;
  const warned = totals.warn > 0 ? `, ${plural(totals.warn, 'warning')}` : '';
  const open = undemanded({ tables });
  const silent = open.length > 0 ? `; no contract demands anything of ${list(open)}` : '';
  return `${word} ${plural(totals.tables, 'table')}: ${plural(totals.pass, 'check')} hold${totals.pass === 1 ? 's' : ''}${warned}${silent}.`;
};
