import { blocks } from '@assay/checks';
import type { Report, ReportedTable } from '@assay/core';

const plural = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** The breach that explains most: one that has no failing check above it. */
const worst = (tables: readonly ReportedTable[]): string => {
  const breaches = tables.flatMap(({ name, checks }) =>
    checks.filter(blocks).map((check) => ({ ...check, table: name })),
  );
  const root = breaches.find(({ likely_cause }) => likely_cause.length === 0) ?? breaches[0];
  return root ? ` ${root.table}: ${root.name} (found ${root.found}, wanted ${root.wanted}).` : '';
};

/** The sentence that everything else explains: published or refused, and why. */
export const reasonOf = ({
  verdict,
  published,
  totals,
  tables,
}: Pick<Report, 'verdict' | 'published' | 'totals' | 'tables'>): string => {
  const bad = tables.filter((table) => table.verdict === 'fail').length;
  const word = published === null ? 'Checked' : published ? 'Published' : 'Refused';
  if (verdict === 'fail')
    return `${word}: ${bad} of ${plural(totals.tables, 'table')} ${bad === 1 ? 'breaches its' : 'breach their'} contract.${worst(tables)}`;
  if (verdict === 'error') return `${word}: ${plural(totals.error, 'check')} could not be asked.`;
  const warned = totals.warn > 0 ? `, ${plural(totals.warn, 'warning')}` : '';
  return `${word} ${plural(totals.tables, 'table')}: ${plural(totals.pass, 'check')} hold${totals.pass === 1 ? 's' : ''}${warned}.`;
};
