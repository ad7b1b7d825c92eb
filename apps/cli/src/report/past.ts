import type { Report, ReportedCheck, Verdict } from '@assay/core';
import type { Summary } from './history.ts';

type Past = Pick<ReportedCheck, 'failing_since' | 'previous_status' | 'trend'>;

/** What earlier runs say of a check: since when it fails without a break, and how it went. `history` is oldest first. */
export const pastOf = (
  verdict: Pick<Verdict, 'id' | 'status' | 'failing_rows'>,
  run: Report['run'],
  history: readonly Summary[],
): Past => {
  const trend = history.flatMap(({ run: past, checks }) => {
    const was = checks[verdict.id];
    return was ? [{ run: past.id, as_of: past.as_of, status: was.status, failing_rows: was.failing_rows }] : [];
  });
  const now = { run: run.id, as_of: run.as_of, status: verdict.status, failing_rows: verdict.failing_rows };
  let since: ReportedCheck['failing_since'] = null;
  if (verdict.status === 'fail') {
    since = { run: run.id, as_of: run.as_of, started_at: run.started_at };
    for (const { run: past, checks } of [...history].reverse()) {
      const was = checks[verdict.id];
      if (was?.status === 'pass') break;
      if (was?.status === 'fail') since = was.since ?? { run: past.id, as_of: past.as_of, started_at: past.started_at };
    }
  }
  return { failing_since: since, previous_status: trend.at(-1)?.status ?? null, trend: [...trend.slice(-29), now] };
};
