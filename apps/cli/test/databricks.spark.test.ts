import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from '@assay/core';
import { openDuckdb } from '@assay/warehouse';
import { describeOnSpark, readsLocalFiles, sparkTarget } from '@assay/warehouse/testing/spark';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assay, makeProject, readLatest, writeRaw } from './program.ts';

const SPARK_TYPES: Readonly<Record<string, string>> = { varchar: 'string', integer: 'int' };

describeOnSpark('the gate on Databricks', (connect) => {
  if (!readsLocalFiles) return void it.skip('needs a Spark that reads files of this machine');
  const { host, http_path, catalog } = sparkTarget();
  const config = `  prod: { type: databricks, host: '${host}', http_path: ${http_path}, token: test, catalog: ${catalog} }`;
  let shop: Awaited<ReturnType<typeof makeProject>>;
  let spark: Session;

  const on = (target: string, ...words: string[]) => {
    const env = { NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS ?? '' };
    return assay([...words, '--target', target, '--no-color'], { cwd: shop.folder, env });
  };
  const gate = () => on('prod', 'gate', '--quiet');
  const spot = async (target: string, column: string) => {
    const { type: _, ...profile } = JSON.parse((await on(target, 'spot', column, '--json')).stdout);
    return profile;
  };
  const revenue = async () => {
    const name = spark.physical('gold', 'customer_metrics');
    return (await spark.query(`select cast(sum(lifetime_revenue) as string) as r from ${name}`)).rows[0]?.r;
  };

  /** Silver as a lakehouse has it: the tables of a local run, shown to Spark; one of them with every row twice. */
  const fillSilver = async (twice?: string) => {
    const duckdb = await openDuckdb({ path: join(shop.folder, '.assay/shop.duckdb'), readOnly: true });
    await spark.execute('create schema if not exists silver');
    for (const [table, columns] of await duckdb.catalog(['silver'])) {
      const file = join(shop.folder, `${table}.parquet`);
      await duckdb.execute(`copy ${table} to '${file}' (format parquet)`);
      const typed = columns.map(({ name, type }) => `cast(${name} as ${SPARK_TYPES[type] ?? type}) as ${name}`);
      const rows = `select ${typed.join(', ')} from parquet.\`${file}\``;
      await spark.execute(`create or replace view ${table} as ${rows}${table === twice ? ` union all ${rows}` : ''}`);
    }
    await duckdb.close();
  };

  beforeAll(async () => {
    shop = await makeProject(`${config}\n`);
    await writeRaw(shop.folder, '--orders', '300');
    const local = await assay(['gate', '--target', 'local', '--quiet'], { cwd: shop.folder });
    if (local.code !== 0) throw new Error(local.stdout + local.stderr);
    spark = await connect();
    await fillSilver();
    await appendFile(join(shop.folder, 'assay.yml'), 'sources: [silver]\n');
  });
  afterAll(async () => {
    await spark?.close();
    await shop?.remove();
  });

  it('publishes what passes and refuses what does not', async () => {
    const first = await gate();
    const report = await readLatest(shop.folder);
    const checks = report.tables.flatMap((table) => table.checks);
    const bad = checks.filter(
      ({ status, severity }) => status === 'error' || (status === 'fail' && severity === 'error'),
    );
    expect(bad.map(({ id, message, found }) => `${id}: ${message ?? found}`)).toEqual([]);
    expect(first.code, first.stdout + first.stderr).toBe(0);
    expect(report).toMatchObject({ verdict: 'pass', published: true });
    expect(report.statements.check).toBeLessThanOrEqual(4 * report.totals.tables);
    const published = await revenue();
    expect(Number(published)).toBeGreaterThan(0);

    // A number that comes once, and one that comes often
    for (const column of ['gold.customer_metrics.lifetime_revenue', 'gold.customer_cohorts.months_since_registration'])
      expect(await spot('prod', column), column).toEqual(await spot('local', column));

    await fillSilver('silver.dim_customers');
    const second = await gate();
    expect(second.code, second.stdout + second.stderr).toBe(1);
    expect(await readLatest(shop.folder)).toMatchObject({ verdict: 'fail', published: false });
    expect(await revenue()).toBe(published);
  });
});
