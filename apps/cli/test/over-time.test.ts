import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Chart } from '@assay/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { assay, readLatest } from './program.ts';

const HARVEST = `table: silver.harvest
columns:
  apples: { null_share: { at_most: 90% } }
`;

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await makeOrchard({ 'checks/silver/harvest.yml': HARVEST }));
});
afterEach(() => remove());

const gate = async (asOf: string) => {
  const { code, stdout, stderr } = await assay(['gate', '--as-of', asOf], { cwd: folder });
  expect(code, stdout + stderr).toBe(0);
  const { charts, tables } = await readLatest(folder);
  const chart = (id: string) => charts.find((one): one is Extract<Chart, { type: 'series' }> => one.id === id);
  return { charts, tables, chart };
};

it('draws rows, shares of NULLs and durations over the runs that are kept', { timeout: 60_000 }, async () => {
  const first = await gate('2026-01-29');
  expect(first.charts).toEqual([]);

  const raw = join(folder, 'raw/harvest/all.csv');
  const whole = await readFile(raw, 'utf8');
  await writeFile(raw, 'tree,apples\n1,2\n');
  expect((await assay(['gate', '--as-of', '2026-01-30'], { cwd: folder })).code).toBe(1); // nothing could be counted
  await writeFile(raw, whole);

  const harvest = join(folder, 'raw/harvest/all.csv');
  const lost = Array.from({ length: 500 }, (_, i) => `${i},2026-01-30,\n`);
  await writeFile(harvest, (await readFile(harvest, 'utf8')).replaceAll(/^\d+,2026-01-30,\d\n/gm, '') + lost.join(''));
  const second = await gate('2026-01-31');

  const columns = second.tables.find(({ name }) => name === 'silver.harvest')?.columns;
  expect(columns?.find(({ name }) => name === 'apples')).toMatchObject({ null_share: 0.25 });
  expect(columns?.find(({ name }) => name === 'picked')).toMatchObject({ null_share: 0 });
  expect(second.chart('nulls-over-time')).toMatchObject({
    x: ['2026-01-29', '2026-01-31'],
    series: [{ name: 'silver.harvest.apples', values: [0, 25] }],
    finding: 'Of silver.harvest.apples, 25 % are NULL, 0 % in the run before.',
  });
  expect(second.chart('rows-over-time')).toMatchObject({
    series: [{ name: 'gold.days', values: [0, 100] }],
    finding: 'gold.days has 4 rows, +2 since the run before.',
  });
  expect(second.chart('duration')?.series[0]?.values).toHaveLength(3);
  const page = await readFile(join(folder, '.assay/latest/report.html'), 'utf8');
  for (const { title } of second.charts) expect(page).toContain(`<h3>${title}</h3>`);
});

it('shows raw rows that fail with the file and the line they stood on', { timeout: 60_000 }, async () => {
  const contract = `table: bronze.harvest
checks:
  - holds: apples < 7
    severity: warn
`;
  await writeFile(join(folder, 'checks/harvest.yml'), contract);
  await gate('2026-01-31');
  const { tables } = await readLatest(folder);
  const samples = tables
    .find(({ name }) => name === 'bronze.harvest')
    ?.checks.find(({ status }) => status === 'fail')?.samples;
  expect(samples?.[0]).toEqual({ _file: 'all.csv', _line: '7', apples: '7' });
});
