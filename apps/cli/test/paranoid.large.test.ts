import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { assay, makeProject, readLatest, writeRaw } from './program.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const RETAIL = process.env.ASSAY_ONLINE_RETAIL ?? join(root, '../shared/data/online_retail/online_retail.csv.gz');

it('finds no figure on which two ways of asking differ, over the shop', async () => {
  const { folder, remove } = await makeProject();
  await writeRaw(folder, '--orders', '6000');
  expect(await assay(['gate', '--paranoid'], { cwd: folder })).toMatchObject({ code: 0 });
  await remove();
});

it('finds none where much fails, and rows are moved to quarantine', async () => {
  const { folder, remove } = await makeProject('quarantine: { at_most: 50% }\n');
  const faults = [
    'null_keys',
    'negative_prices',
    'wrong_totals',
    'orphaned_customers',
    'swapped_columns',
    'duplicated_lines',
  ];
  await writeRaw(folder, '--orders', '6000', ...faults.flatMap((fault) => ['--plant', fault]));
  const { code, stderr } = await assay(['gate', '--paranoid'], { cwd: folder });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.not.stringContaining('disagree') });
  const { totals } = await readLatest(folder);
  expect(totals.fail).toBeGreaterThan(3);
  expect(totals.error).toBe(0);
  await remove();
});

it.skipIf(!existsSync(RETAIL))('finds none over Online Retail', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-retail-'));
  await cp(join(root, 'examples/online-retail'), join(folder, 'project'), {
    recursive: true,
    filter: (source) => !/[/\\](\.assay|data)$/.test(source),
  });
  await mkdir(join(folder, 'raw/online_retail'), { recursive: true });
  await copyFile(RETAIL, join(folder, 'raw/online_retail/online_retail.csv.gz'));
  const ended = await assay(['gate', '--paranoid', '--input', join(folder, 'raw')], { cwd: join(folder, 'project') });
  await rm(folder, { recursive: true, force: true });
  expect(ended).toMatchObject({ code: 0 });
});
