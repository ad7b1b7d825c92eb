import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '@assay/core';
import { temporaryName } from '@assay/files';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { published } from '../../reporter/test/fixture/shop-report.ts';
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

const folders = async () =>
  (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);

it('keeps runs by number and by age, counted between runs', async () => {
  const monthly = Array.from({ length: 18 }, (_, i) => new Date(Date.UTC(2024, i, 7)).toISOString().slice(0, 10));
  for (const day of monthly) await keepRun(folder, report(day));
  // The last one is not believed before another follows it: 400 days before 7 May 2025
  expect(await days()).toEqual(monthly.slice(3));
  for (let i = 0; i < 201; i += 1) {
    const day = new Date(Date.UTC(2025, 6, 2 + i)).toISOString().slice(0, 10);
    await keepRun(folder, report(day));
  }
  expect(await folders()).toHaveLength(200);
});

it.each(['2099-01-01', '2027-01-20', '2026-08-01'])(
  'loses nothing to a run whose clock was ahead, in %s, and does not take it for the last',
  async (ahead) => {
    const before = Array.from({ length: 13 }, (_, i) => new Date(Date.UTC(2025, i, 20)).toISOString().slice(0, 10));
    const after = ['2026-01-21', '2026-01-22', '2026-01-23'];
    for (const day of [...before, ahead, ...after]) await keepRun(folder, report(day));
    expect(await days()).toEqual([...before, ahead, ...after]);
  },
);

it('orders runs of earlier versions, which kept no order, by their names, but for those of days to come', async () => {
  for (const day of ['2026-02-01', '2099-01-01', '2026-02-02']) await keepRun(folder, report(day));
  await rm(join(folder, 'order'));
  await keepRun(folder, report('2026-02-03'));
  expect(await days()).toEqual(['2099-01-01', '2026-02-01', '2026-02-02', '2026-02-03']);
});

it('removes nothing that it did not make, and what it did only by name', async () => {
  const precious = async (name: string) => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'data.csv'), 'precious');
  };
  await precious('20240101_export');
  await precious('20240102_060000_aaaa');
  await keepRun(folder, report('2024-01-03'));
  for (const name of ['report.json', 'report.html']) await writeFile(join(folder, '20240103_060000_aaaa', name), '');
  await precious('20240103_060000_aaaa');
  for (let i = 0; i < 210; i += 1)
    await keepRun(folder, report(new Date(Date.UTC(2026, 0, 2 + i)).toISOString().slice(0, 10)));
  for (const name of ['20240101_export', '20240102_060000_aaaa', '20240103_060000_aaaa'])
    expect(await readdir(join(folder, name)), name).toEqual(['data.csv']);
});

it('clears away what a killed run left in its folder, and leaves alone what another one is writing', async () => {
  const gone = spawn('true');
  await once(gone, 'exit');
  const place = join(folder, '20260101_060000_aaaa');
  await mkdir(place);
  const mine = temporaryName(join(place, 'report.json'));
  await writeFile(mine.replace(`-${process.pid}-`, `-${gone.pid}-`), '{');
  await keepRun(folder, report('2026-01-02'));
  expect(await folders()).toEqual(['20260102_060000_aaaa']);
  await mkdir(place);
  await writeFile(mine, '{');
  await keepRun(folder, report('2026-01-03'));
  expect(await readdir(place)).toHaveLength(1);
});

it('takes in a run whose process was killed when its report was written, and makes what it lacks', async () => {
  const killed = published();
  const place = join(folder, killed.run.id);
  await mkdir(place);
  await writeFile(join(place, 'report.json'), JSON.stringify(killed));
  await mkdir(join(folder, '20260101_060000_aaaa'));
  await writeFile(join(folder, '20260101_060000_aaaa', 'report.json'), JSON.stringify(killed)); // of another run
  expect(await days(killed.run.target)).toEqual([]);
  await keepRun(folder, report('2026-12-31', killed.run.target));
  expect(await days(killed.run.target)).toEqual([killed.run.as_of, '2026-12-31']);
  expect((await readdir(place)).sort()).toEqual(['report.html', 'report.json', 'summary.json']);
  expect(await readdir(join(folder, '20260101_060000_aaaa'))).toEqual(['report.json']);
});

it('never minds what is not of a run, or was cut short', async () => {
  await keepRun(folder, report('2026-01-01'));
  await keepRun(folder, report('2026-01-02'));
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
  await keepRun(folder, report('2026-01-08'));
  expect(await days()).toEqual(['2026-01-01', '2026-01-02', '2026-01-08']);
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['notes.txt', 'not a run', '20260107_060000_aaaa']));
});

it('keeps both of two runs that end at once, each with its files, and tells targets apart', async () => {
  const both = [report('2026-01-01'), report('2026-01-01', 'prod'), report('2026-01-02'), report('2026-01-02', 'prod')];
  for (const pair of [both.slice(0, 2), both.slice(2)]) await Promise.all(pair.map((one) => keepRun(folder, one)));
  expect(await days()).toEqual(['2026-01-01', '2026-01-02']);
  expect(await days('prod')).toEqual(['2026-01-01', '2026-01-02']);
  for (let i = 3; i < 30; i += 1) await keepRun(folder, report(`2026-01-${String(i).padStart(2, '0')}`));
  for (let i = 1; i < 28; i += 1) await keepRun(folder, report(`2026-02-${String(i).padStart(2, '0')}`));
  expect(await days('prod')).toEqual(['2026-01-01', '2026-01-02']);
  expect(await days()).toHaveLength(30);
  for (const { run } of both)
    expect(JSON.parse(await readFile(join(folder, run.id, 'summary.json'), 'utf8')).run).toEqual(run);
});
