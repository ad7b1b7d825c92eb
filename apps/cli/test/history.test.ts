import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '@assay/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepRun, readHistory } from '../src/report/history.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-runs-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** What the history reads of a report. */
const report = (day: string, target = 'local'): Report => {
  const id = `${day.replaceAll('-', '')}_060000_${target === 'local' ? 'aaaa' : 'bbbb'}`;
  const at = `${day}T06:00:00.000Z`;
  const run = { id, project: 'quay', target, as_of: day, git: null, started_at: at, finished_at: at };
  return { run, verdict: 'pass', published: true, score_trend: [], tables: [] } as unknown as Report;
};

const days = async (target = 'local') => (await readHistory(folder, target)).map(({ run }) => run.as_of);

it('keeps runs by number and by age, counted from the run that is kept', async () => {
  for (const day of ['2024-01-01', '2024-12-31', '2026-01-01']) await keepRun(folder, report(day), {});
  expect(await days()).toEqual(['2024-12-31', '2026-01-01']);
  for (let i = 0; i < 201; i += 1) {
    const day = new Date(Date.UTC(2026, 0, 2 + i)).toISOString().slice(0, 10);
    await keepRun(folder, report(day), {});
  }
  expect(await readdir(folder)).toHaveLength(200);
});

it('never minds what is not of a run, or was cut short', async () => {
  await keepRun(folder, report('2026-01-01'), { 'report.json': '{}' });
  await keepRun(folder, report('2026-01-02'), {});
  const place = async (id: string, text: string) => {
    await mkdir(join(folder, id), { recursive: true });
    await writeFile(join(folder, id, 'summary.json'), text);
  };
  const whole = await readFile(join(folder, '20260102_060000_aaaa/summary.json'), 'utf8');
  await place('20260103_060000_aaaa', whole.slice(0, whole.length / 2));
  await place('20260104_060000_aaaa', whole);
  await place('20260105_060000_aaaa', '');
  await place('not a run', whole);
  await mkdir(join(folder, '20260106_060000_aaaa'));
  await writeFile(join(folder, '20260107_060000_aaaa'), 'a file where a folder should be');
  await writeFile(join(folder, 'notes.txt'), 'somebody else keeps this here');
  expect(await days()).toEqual(['2026-01-01', '2026-01-02']);
  await keepRun(folder, report('2026-01-08'), {});
  expect(await days()).toEqual(['2026-01-01', '2026-01-02', '2026-01-08']);
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['notes.txt', 'not a run', '20260107_060000_aaaa']));
});

it('keeps both of two runs that end at once, each with its files, and tells targets apart', async () => {
  const both = [report('2026-01-01'), report('2026-01-01', 'prod'), report('2026-01-02'), report('2026-01-02', 'prod')];
  await Promise.all(both.map((one) => keepRun(folder, one, { 'report.json': JSON.stringify(one.run) })));
  expect(await days()).toEqual(['2026-01-01', '2026-01-02']);
  expect(await days('prod')).toEqual(['2026-01-01', '2026-01-02']);
  for (let i = 3; i < 30; i += 1) await keepRun(folder, report(`2026-01-${String(i).padStart(2, '0')}`), {});
  for (let i = 1; i < 28; i += 1) await keepRun(folder, report(`2026-02-${String(i).padStart(2, '0')}`), {});
  expect(await days('prod')).toEqual(['2026-01-01', '2026-01-02']);
  expect(await days()).toHaveLength(30);
  for (const { run } of both)
    expect(JSON.parse(await readFile(join(folder, run.id, 'report.json'), 'utf8'))).toEqual(run);
});
