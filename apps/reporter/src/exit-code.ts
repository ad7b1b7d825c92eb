import type { Report } from '@assay/core';

const CODES: Readonly<Record<Report['verdict'], number>> = { pass: 0, fail: 1, error: 3 };

/** The exit code that a finished run's verdict stands for. */
export function exitCode({ verdict }: Pick<Report, 'verdict'>): number {
  return CODES[verdict];
}
