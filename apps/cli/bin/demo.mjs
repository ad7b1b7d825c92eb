#!/usr/bin/env node
// The door to the house: a shop up to yesterday, and the gate over it as of the same day.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = fileURLToPath(new URL('./assay.mjs', import.meta.url));
const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

const assay = (...words) => {
  const { status } = spawnSync(process.execPath, [program, ...words], { cwd: root, stdio: 'inherit' });
  return status ?? 130;
};

const started = performance.now();
const sampled = assay('sample', '--out', 'data/raw', '--until', day);
process.exitCode = sampled === 0 ? assay('gate', '--as-of', day) : sampled;
if (process.exitCode === 0)
  process.stdout.write(`
Next:
  pnpm assay spot gold.daily_revenue.gross_revenue        a column, at once
  pnpm assay spot "select * from gold.top_performers"     a query, read-only
  pnpm assay sample --out data/raw --until ${day} --plant dropped_day
  pnpm assay gate --as-of ${day}                  …and watch it being refused
(${((performance.now() - started) / 1000).toFixed(1)} s)
`);
