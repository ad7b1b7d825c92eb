import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { assay } from './program.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

it('keeps docs/gold.md as models and contracts have it now', async () => {
  const { code, stdout } = await assay(['list', '--format', 'markdown'], { cwd: root });
  expect(code).toBe(0);
  expect(await readFile(`${root}/docs/gold.md`, 'utf8'), 'pnpm assay list --format markdown > docs/gold.md').toBe(
    stdout,
  );
});

it('lists every table with its grain, its contract and what it is made of', async () => {
  const { stdout } = await assay(['list', '--json'], { cwd: root });
  const { tables } = JSON.parse(stdout);
  expect(tables.find(({ name }: { name: string }) => name === 'gold.daily_revenue')).toEqual({
    name: 'gold.daily_revenue',
    grain: ['order_date'],
    depends_on: ['silver.fact_orders'],
    contract: 'checks/gold/daily_revenue.yml',
    incremental: false,
  });
});
