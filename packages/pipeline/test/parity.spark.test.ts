import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { DuckdbSession } from '@assay/warehouse';
import { describeOnSpark } from '@assay/warehouse/testing/spark';
import { expect, it } from 'vitest';
import { onBothEngines } from './parity/both-engines.ts';
import { emptyBronze } from './parity/bronze.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const models = [here('../models')];
const parameters = (asOf: string) => ({ as_of: { date: asOf }, home_country: 'US', fiscal_start_month: 4 });

const empty = (session: DuckdbSession) => emptyBronze(session, here('../records'));
const nasty = async (session: DuckdbSession) => {
  await empty(session);
  await session.execute(await readFile(here('./parity/nasty.sql'), 'utf8'));
};

describeOnSpark('DuckDB and a real Spark, from the same rows', (connect) => {
  it('make the same tables of nothing', async () => {
    const { differences } = await onBothEngines(connect, 'empty', {
      models,
      parameters: parameters('2025-01-31'),
      fill: empty,
    });
    expect(differences).toEqual([]);
  });

  it.each([
    ['at the end of a month', '2025-01-31'],
    ['on a leap day', '2024-02-29'],
    ['before all data', '2019-12-31'],
  ])('make the same tables of nasty rows %s', async (_, asOf) => {
    const { differences, rows } = await onBothEngines(connect, `nasty_${asOf.replaceAll('-', '')}`, {
      models,
      parameters: parameters(asOf),
      fill: nasty,
    });
    expect(differences).toEqual([]);
    expect(rows.get('silver.fact_orders')).toBeGreaterThan(500);
  });
});
