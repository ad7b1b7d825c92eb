import type { Report } from '@assay/core';
import { findings } from '@assay/reporter';

const plural = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** The breach that a reader of the page meets first: a cause before its consequences. */
const worst = (report: Pick<Report, 'tables' | 'lineage'>): string => {
  const first = findings(report).find(({ standing }) => standing === 'fail');
  return first
    ? ` ${first.table.name}: ${first.check.name} (found ${first.check.found}, wanted ${first.check.wanted}).`
    : '';
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
  if (verdict === 'error') return `${word}: ${plural(totals.error, 'check')} could not be asked.`;
  const warned = totals.warn > 0 ? `, ${plural(totals.warn, 'warning')}` : '';
  return `${word} ${plural(totals.tables, 'table')}: ${plural(totals.pass, 'check')} hold${totals.pass === 1 ? 's' : ''}${warned}.`;
};
