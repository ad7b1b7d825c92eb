import { DIMENSIONS, type Report, type ReportedCheck } from '@assay/core';
import { sparkline } from '../charts/sparkline.ts';
import { markup } from '../templates.ts';
import { number } from '../wording.ts';

/** How much of what was asked holds: now, over the last runs, by dimension. */
export function scoreView({ tables, score_trend, run }: Report) {
  const checks = tables.flatMap((table) => table.checks);
  const last = score_trend.at(-1);
  const overall = last?.run === run.id ? last.overall : share(checks);
  const before = score_trend.filter((point) => point.run !== run.id).at(-1)?.overall ?? null;
  return {
    overall: percent(overall),
    before: before === null || before === overall ? null : percent(before),
    trend: markup(
      sparkline(
        score_trend.map((point) => point.overall),
        'score',
      ),
    ),
    durations: markup(
      sparkline(
        score_trend.map((point) => point.duration_ms / 1_000),
        'seconds a run',
      ),
    ),
    dimensions: DIMENSIONS.map((name) => {
      const value = share(checks.filter(({ dimension }) => dimension === name));
      return {
        name,
        value: percent(value),
        width: Math.round(value ?? 0),
        known: value !== null,
        low: value !== null && value < 100,
      };
    }),
  };
}

/** Per cent of the checks asked that hold; null where none was asked. */
function share(checks: readonly ReportedCheck[]): number | null {
  const asked = checks.filter(({ status }) => status !== 'skip');
  return asked.length === 0 ? null : (100 * asked.filter(({ status }) => status === 'pass').length) / asked.length;
}

function percent(value: number | null): string {
  return value === null ? '–' : number(Math.floor(value * 10) / 10);
}
