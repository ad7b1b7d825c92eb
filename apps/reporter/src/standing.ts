import type { Report, ReportedCheck } from '@assay/core';

/** What a check's verdict means for the reader, worst first. */
export const STANDINGS = ['fail', 'error', 'warn', 'waived', 'skip', 'pass'] as const;
export type Standing = (typeof STANDINGS)[number];

interface Mark {
  readonly symbol: string;
  readonly ascii: string;
  readonly word: string;
}

/** Shapes differ, not only colours. */
export const MARKS: Readonly<Record<Standing, Mark>> = {
  fail: { symbol: '✕', ascii: 'x', word: 'fails' },
  error: { symbol: '?', ascii: '?', word: 'could not be asked' },
  warn: { symbol: '!', ascii: '!', word: 'warns' },
  waived: { symbol: '~', ascii: '~', word: 'waived' },
  skip: { symbol: '–', ascii: '-', word: 'skipped' },
  pass: { symbol: '✓', ascii: 'v', word: 'holds' },
};

export type Outcome = 'published' | 'refused' | 'could not tell' | 'passed' | 'failed';

const OUTCOME_STANDING: Readonly<Record<Outcome, Standing>> = {
  published: 'pass',
  passed: 'pass',
  refused: 'fail',
  failed: 'fail',
  'could not tell': 'error',
};

export function standing({ status, severity, waiver }: ReportedCheck): Standing {
  if (status !== 'fail') return status;
  if (waiver !== null && waiver.state !== 'expired') return 'waived';
  return severity === 'warn' ? 'warn' : 'fail';
}

/** Announces, wherever a waiver is shown, that it ends within a week. */
export function endsSoon(waiver: ReportedCheck['waiver']): string {
  return waiver?.state === 'ends soon' ? ' (ends soon)' : '';
}

/** The one word of the hallmark. */
export function outcome({ verdict, published }: Pick<Report, 'verdict' | 'published'>): Outcome {
  if (verdict === 'error') return 'could not tell';
  if (published === null) return verdict === 'pass' ? 'passed' : 'failed';
  return published ? 'published' : 'refused';
}

/** Tables of which no contract demands anything: that nothing was found there says little. */
export function undemanded({ tables }: Pick<Report, 'tables'>): string[] {
  return tables.filter(({ demanded }) => demanded === false).map(({ name }) => name);
}

/** The standing whose colour and shape an outcome wears; a pass that holds undemanded tables is no plain one. */
export function bearing(report: Report): Standing {
  const plain = OUTCOME_STANDING[outcome(report)];
  return plain === 'pass' && undemanded(report).length > 0 ? 'warn' : plain;
}
