import type { Report } from '@assay/core';
import { figureText, number, plural } from './wording.ts';

/** A figure of a period that was published as complete, and differs now. */
export interface ClosedChange {
  readonly table: string;
  readonly name: string;
  readonly period: string;
  readonly before: string;
  readonly after: string;
  readonly by: string;
}

type Value = Report['changes'][number]['figures'][number]['before'];

/** `−1.1 %`; empty where there is nothing to compare. */
export function relative(before: Value, after: Value): string {
  const [from, to] = [Number(before ?? Number.NaN), Number(after ?? Number.NaN)];
  const share = (100 * (to - from)) / Math.abs(from);
  if (!Number.isFinite(share)) return '';
  if (share !== 0 && Math.abs(share) < 0.01) return 'less than 0.01 %';
  return `${share < 0 ? '−' : '+'}${number(Math.abs(share))} %`;
}

/** Closed periods that change, the latest first, as the report has them. */
export function closedChanges({ changes }: Pick<Report, 'changes'>): ClosedChange[] {
  return changes.flatMap(({ table, figures }) =>
    figures
      .filter(({ closed }) => closed)
      .map(({ name, period, before, after }) => ({
        ...{ table, name, period: period ?? '', by: relative(before, after) },
        ...{ before: figureText(before), after: figureText(after) },
      })),
  );
}

/** `A closed month changes`, `36 closed months change`. */
export function closedTitle(closed: readonly ClosedChange[]): string {
  const periods = [...new Set(closed.map(({ period }) => period))];
  const closedPeriod = `closed ${noun(periods)}`;
  return periods.length === 1 ? `A ${closedPeriod} changes` : `${plural(periods.length, closedPeriod)} change`;
}

function noun(periods: readonly string[]): string {
  if (periods.every((period) => /^\d{4}-\d{2}$/.test(period))) return 'month';
  return periods.every((period) => /^\d{4}-\d{2}-\d{2}$/.test(period)) ? 'day' : 'period';
}
