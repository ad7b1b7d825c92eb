import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '@assay/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepRun, readHistory } from '../src/report/history.ts';
import { pastOf } from '../src/report/past.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-history-'));
});
afterEach(() => rm(folder, { recursive: true }));

const hour = (n: number) => new Date(Date.UTC(2026, 1, 1, n)).toISOString();
const runAt = (n: number): Report['run'] => ({
  ...{ id: `run_${String(n).padStart(3, '0')}`, project: 'quay', target: 'local', as_of: '2026-01-31', git: null },
  ...{ started_at: hour(n), finished_at: hour(n) },
});

it('knows since when a check fails, long after the run that saw it first has left the history', async () => {
  const verdict = { id: 'gold.quays.freshness', status: 'fail' as const, failing_rows: null };
  for (let n = 0; n < 210; n += 1) {
    const run = runAt(n);
    const past = pastOf(verdict, run, await readHistory(folder, 'local', 3));
    const report = {
      ...{ run, verdict: 'fail', published: null, score_trend: [] },
      tables: [{ name: 'gold.quays', rows: 1, columns: [], checks: [{ ...verdict, ...past }] }],
    } as unknown as Report; // what the history reads of it
    await keepRun(folder, report);
  }
  expect((await readHistory(folder, 'local', 1000))[0]?.run.id).toBe('run_010');
  const past = pastOf(verdict, runAt(210), await readHistory(folder, 'local', 3));
  expect(past.failing_since).toEqual({ run: 'run_000', as_of: '2026-01-31', started_at: hour(0) });
  expect(Object.keys(past.trend[0] ?? {})).toEqual(['run', 'as_of', 'status', 'failing_rows']);
});
