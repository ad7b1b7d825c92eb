import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeShop } from '@assay/sample';
import type { DuckdbSession } from '@assay/warehouse';
import { describeOnSpark, readsLocalFiles } from '@assay/warehouse/testing/spark';
import { expect, it } from 'vitest';
import { loadRaw, readRecordSchemas } from '../src/index.ts';
import { onBothEngines } from './parity/both-engines.ts';
import { fillEmpty, fillNasty } from './parity/nasty.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const records = [here('../records')];
const models = [here('../models')];
const parameters = (asOf: string, home = 'US') => ({
  as_of: { date: asOf },
  home_country: home,
  fiscal_start_month: 4,
});

const load = async (session: DuckdbSession, input: string, schemas: readonly string[]) => {
  await session.execute(`attach ':memory:' as bronze; attach ':memory:' as quarantine`);
  await loadRaw({ session, input, dataSets: await readRecordSchemas(schemas), runId: 'parity', atMost: '100%' });
};
const shop = async (session: DuckdbSession, folder: string) => {
  const out = join(folder, 'raw');
  await writeShop({ out, orders: 2000, until: '2026-01-31' });
  await load(session, out, records);
};

const RETAIL = process.env.ASSAY_ONLINE_RETAIL ?? here('../../../../shared/data/online_retail/online_retail.csv.gz');
const example = (path: string) => here(`../../../examples/online-retail/${path}`);
const retail = async (session: DuckdbSession, folder: string) => {
  await mkdir(join(folder, 'raw/online_retail'), { recursive: true });
  await copyFile(RETAIL, join(folder, 'raw/online_retail/online_retail.csv.gz'));
  await load(session, join(folder, 'raw'), [example('records')]);
};

describeOnSpark('DuckDB and a real Spark, from the same rows', (connect) => {
  if (!readsLocalFiles) return void it.skip('needs a Spark that reads files of this machine');
  it('make the same tables of nothing', async () => {
    const built = await onBothEngines(connect, 'empty', {
      models,
      parameters: parameters('2025-01-31'),
      fill: fillEmpty,
    });
    expect(built.differences).toEqual([]);
  });

  it.each([
    ['at the end of a month', '2025-01-31'],
    ['on a leap day', '2024-02-29'],
  ])('make the same tables of nasty rows %s', async (_, asOf) => {
    const name = `nasty_${asOf.replaceAll('-', '')}`;
    const built = await onBothEngines(connect, name, { models, parameters: parameters(asOf), fill: fillNasty });
    expect(built.differences).toEqual([]);
    expect(built.rows.get('silver.fact_orders')).toBeGreaterThan(500);
  });

  it('make the same tables of the demo shop', async () => {
    const built = await onBothEngines(connect, 'shop', { models, parameters: parameters('2026-01-31'), fill: shop });
    expect(built.differences).toEqual([]);
    expect(built.rows.get('gold.customer_metrics')).toBeGreaterThan(100);
  });

  it.skipIf(!existsSync(RETAIL))('make the same tables of Online Retail', async () => {
    const built = await onBothEngines(connect, 'retail', {
      models: [example('models'), ...models],
      parameters: parameters('2011-12-09', 'United Kingdom'),
      fill: retail,
    });
    expect(built.differences).toEqual([]);
    expect(built.rows.get('gold.customer_metrics')).toBeGreaterThan(4000);
  });
});
