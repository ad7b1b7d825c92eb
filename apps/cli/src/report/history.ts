import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report, SharedHistory } from '@assay/core';
import { writeAtomically } from '@assay/reporter';
import * as z from 'zod';
import { together } from '../together.ts';

const status = z.enum(['pass', 'fail', 'skip', 'error']);
const count = z.number().nullable();

/** The run in which a failing check began to fail: said again by each run, so that it outlives the history. */
const since = z.object({ run: z.string(), as_of: z.string(), started_at: z.string() });

/** What later runs need of an earlier one: small enough that hundreds are read at once. */
const summary = z.object({
  run: z.object({
    id: z.string(),
    target: z.string(),
    as_of: z.string(),
    started_at: z.string(),
    finished_at: z.string(),
  }),
  verdict: z.enum(['pass', 'fail', 'error']),
  published: z.boolean().nullable(),
  score: z.number().nullable(),
  tables: z.record(z.string(), z.object({ rows: count, nulls: z.record(z.string(), z.number()).optional() })),
  checks: z.record(z.string(), z.object({ status, failing_rows: count, since: since.optional() })),
});

export type Summary = z.infer<typeof summary>;

/** The share of NULLs of each column of which it is known. */
export const nullsOf = (columns: Report['tables'][number]['columns']): Record<string, number> =>
  Object.fromEntries(
    columns.flatMap(({ name, null_share: share }) => (share === undefined ? [] : [[name, share] as const])),
  );

export const summarise = (report: Report): Summary => ({
  run: report.run,
  verdict: report.verdict,
  published: report.published,
  score: report.score_trend.at(-1)?.overall ?? null,
  tables: Object.fromEntries(report.tables.map(({ name, rows, columns }) => [name, { rows, nulls: nullsOf(columns) }])),
  checks: Object.fromEntries(
    report.tables.flatMap(({ checks }) =>
      checks.map(({ id, status, failing_rows, failing_since }) => [
        id,
        { status, failing_rows, ...(failing_since ? { since: failing_since } : {}) },
      ]),
    ),
  ),
});

/** Runs that a report looks back upon. */
const REMEMBERED = 30;
const KEPT_RUNS = 200;
const KEPT_DAYS = 400;
const RUN_ID = /^[a-z0-9_]+$/;

const runIds = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory() && RUN_ID.test(entry.name))
    .map((entry) => entry.name)
    .sort();

/** A run whose file is cut short, foreign or not there is no run; it never stops a later one. */
const readSummary = async (folder: string, id: string): Promise<Summary | undefined> => {
  try {
    const parsed = summary.safeParse(JSON.parse(await readFile(join(folder, id, 'summary.json'), 'utf8')));
    return parsed.success && parsed.data.run.id === id ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};

/** The last runs of a target, oldest first. */
export const readHistory = async (folder: string, target: string, most = REMEMBERED): Promise<Summary[]> => {
  const ids = await runIds(folder);
  const found: Summary[] = [];
  for (let end = ids.length; end > 0 && found.length < most; end -= most) {
    const read = await Promise.all(ids.slice(Math.max(0, end - most), end).map((id) => readSummary(folder, id)));
    found.unshift(...read.filter((entry) => entry !== undefined).filter((entry) => entry.run.target === target));
  }
  return found.slice(-most);
};

/** Takes over what a shared history knows of a target's last runs and this folder does not. */
export const takeOver = async (folder: string, shared: SharedHistory, target: string): Promise<void> => {
  const known = new Set(await runIds(folder));
  for (const [id, text] of await shared.last(target, REMEMBERED))
    if (RUN_ID.test(id) && !known.has(id)) await writeAtomically(join(folder, id, 'summary.json'), text);
};

/** The day in a run's id, in milliseconds; NaN for an id of another making. */
const dayOf = (id: string): number => Date.parse(id.replace(/^(\d{4})(\d{2})(\d{2})_.*$/, '$1-$2-$3'));

/** Keeps a finished run, each file whole, and removes those beyond the number and the age that are kept. */
export const keepRun = async (
  folder: string,
  report: Report,
  files: Readonly<Record<string, string>>,
): Promise<void> => {
  const place = join(folder, report.run.id);
  const all = { ...files, 'summary.json': JSON.stringify(summarise(report)) };
  await together(Object.entries(all).map(([name, text]) => writeAtomically(join(place, name), text)));
  const ids = await runIds(folder);
  const oldest = Date.parse(report.run.started_at) - KEPT_DAYS * 86_400_000;
  const old = ids.filter((id, i) => i < ids.length - KEPT_RUNS || dayOf(id) < oldest);
  await Promise.all(old.map((id) => rm(join(folder, id), { recursive: true, force: true })));
};
