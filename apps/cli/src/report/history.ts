import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report, SharedHistory } from '@assay/core';
import { writeAtomically } from '@assay/files';
import { formats, readReport } from '@assay/reporter';
import * as z from 'zod';
import { addToOrder, isRunId, readFolders, removeRun, sweepRun } from './run-folders.ts';

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
/** Days between two runs beyond which a clock is doubted. */
const LONGEST_PAUSE = 100;
const DAY = 86_400_000;

/** A run whose file is cut short, foreign or not there is no run; it never stops a later one. */
const readSummary = async (folder: string, id: string): Promise<Summary | undefined> => {
  try {
    const parsed = summary.safeParse(JSON.parse(await readFile(join(folder, id, 'summary.json'), 'utf8')));
    return parsed.success && parsed.data.run.id === id ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};

/** All folders, oldest run first. */
const inOrder = async (folder: string): Promise<string[]> => {
  const { ordered, others } = await readFolders(folder);
  return [...ordered, ...others];
};

/** The last runs of a target, oldest first. */
export const readHistory = async (folder: string, target: string, most = REMEMBERED): Promise<Summary[]> => {
  const ids = await inOrder(folder);
  const found: Summary[] = [];
  for (let end = ids.length; end > 0 && found.length < most; end -= most) {
    const read = await Promise.all(ids.slice(Math.max(0, end - most), end).map((id) => readSummary(folder, id)));
    found.unshift(...read.filter((entry) => entry !== undefined).filter((entry) => entry.run.target === target));
  }
  return found.slice(-most);
};

/** Takes over what a shared history knows of a target's last runs and this folder does not. */
export const takeOver = async (folder: string, shared: SharedHistory, target: string): Promise<void> => {
  const known = new Set(await inOrder(folder));
  const news = [...(await shared.last(target, REMEMBERED))].filter(([id]) => isRunId(id) && !known.has(id)).reverse();
  for (const [id, text] of news) await writeAtomically(join(folder, id, 'summary.json'), text);
  await addToOrder(
    folder,
    news.map(([id]) => id),
  );
};

/** The moment in a run's id, in milliseconds; NaN for an id of another making. */
const momentOf = (id: string): number =>
  Date.parse(id.replace(/^(\d{4})(\d{2})(\d{2})_(\d{2})(\d{2})(\d{2})_.*$/, '$1-$2-$3T$4:$5:$6Z'));

/**
 * The runs that are too old, by the time that went by between runs: a clock that was ahead is contradicted by the runs
 * after it, the last run is not believed before another follows it, and a pause of months is doubted.
 */
const tooOld = (ids: readonly string[]): string[] => {
  let age = 0;
  let next = Number.POSITIVE_INFINITY;
  const old: string[] = [];
  for (const [i, id] of [...ids].reverse().entries()) {
    const moment = momentOf(id);
    if (Number.isNaN(moment)) continue;
    const known = Math.min(moment, next);
    const gap = (next - known) / DAY;
    if (i > 1 && gap <= LONGEST_PAUSE) age += gap;
    next = known;
    if (age > KEPT_DAYS) old.push(id);
  }
  return old;
};

/** Makes what a process that was killed had not written of its run, when its report is there. Gives whether it is. */
const completeRun = async (folder: string, id: string): Promise<boolean> => {
  try {
    const report = await readReport(await readFile(join(folder, id, 'report.json'), 'utf8'));
    if (report.run.id !== id) return false;
    await writeAtomically(join(folder, id, 'report.html'), await formats.html.render(report));
    await writeAtomically(join(folder, id, 'summary.json'), JSON.stringify(summarise(report)));
    return true;
  } catch {
    return false;
  }
};

/** Lists the runs that are in no order yet, by their names, completes those of killed processes, and clears away what else these left. */
const orderOthers = async (folder: string, { started_at }: Report['run']): Promise<void> => {
  const { ordered, others } = await readFolders(folder);
  const isRun = await Promise.all(
    others.map(async (id) => (await readSummary(folder, id)) !== undefined || completeRun(folder, id)),
  );
  for (const id of others) await sweepRun(folder, id);
  const runs = others.filter((_, i) => isRun[i]);
  // Before there was an order, a run of days to come was one of a clock that was ahead
  const isAhead = (id: string) => ordered.length === 0 && momentOf(id) > Date.parse(started_at) + DAY;
  await addToOrder(folder, [...runs.filter(isAhead), ...runs.filter((id) => !isAhead(id))]);
};

/** Takes a run into the history, and removes those of ours beyond the number and the age that are kept. */
export const keepRun = async (folder: string, report: Report): Promise<void> => {
  const { run } = report;
  await orderOthers(folder, run);
  await writeAtomically(join(folder, run.id, 'summary.json'), JSON.stringify(summarise(report)));
  await addToOrder(folder, [run.id]);
  const ids = await inOrder(folder);
  const old = new Set([...ids.slice(0, Math.max(0, ids.length - KEPT_RUNS)), ...tooOld(ids)]);
  for (const id of old) if (await readSummary(folder, id)) await removeRun(folder, id);
};
