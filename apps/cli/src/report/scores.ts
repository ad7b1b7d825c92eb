import { DIMENSIONS, type ReportedCheck, type ReportedTable } from '@assay/core';

type Scored = Pick<ReportedCheck, 'dimension' | 'status'>;

const share = (checks: readonly Scored[]): number | null => {
  const asked = checks.filter(({ status }) => status === 'pass' || status === 'fail');
  if (asked.length === 0) return null;
  // A score is not 100 while a check fails
  return Math.floor((1000 * asked.filter(({ status }) => status === 'pass').length) / asked.length) / 10;
};

/** The per cent of asked checks that hold, overall and by dimension; null where none was asked. */
export const scoresOf = (checks: readonly Scored[]): ReportedTable['scores'] => {
  const of = (dimension: (typeof DIMENSIONS)[number]) => share(checks.filter((check) => check.dimension === dimension));
  const byDimension = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, of(dimension)]));
  return { overall: share(checks), ...byDimension } as ReportedTable['scores']; // every dimension has its entry
};
