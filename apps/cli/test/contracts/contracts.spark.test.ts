import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session, Verdict } from '@assay/core';
import { describeOnSpark } from '@assay/warehouse/testing/spark';
import { expect, it } from 'vitest';
import { judge, openWorkshop, rawShop, type Workshop } from './workshop.ts';

const SPARK_TYPES: Readonly<Record<string, string>> = { varchar: 'string', integer: 'int' };

/** Shows Spark the tables of the workshop: the same rows, through Parquet files. */
const show = async ({ session, tables }: Workshop, { spark, folder }: { spark: Session; folder: string }) => {
  for (const schema of new Set([...tables.keys()].map((table) => table.split('.')[0] ?? '')))
    await spark.execute(`create schema if not exists contracts_${schema}`);
  for (const [table, { columns }] of tables) {
    const [schema = '', name = ''] = table.split('.');
    const file = join(folder, `${table}.parquet`);
    await session.execute(`copy ${table} to '${file}' (format parquet)`);
    const typed = columns.map(
      ({ name: column, type }) => `cast(${column} as ${SPARK_TYPES[type] ?? type}) as ${column}`,
    );
    await spark.execute(
      `create or replace view ${spark.physical(schema, name)} as select ${typed.join(', ')} from parquet.\`${file}\``,
    );
  }
};

/** Many small questions: compiling each to Java takes longer than answering it. */
const FOR_SMALL_TABLES = [
  'spark.sql.codegen.wholeStage=false',
  'spark.sql.codegen.factoryMode=NO_CODEGEN',
  'spark.sql.adaptive.enabled=false',
  'spark.sql.shuffle.partitions=1',
];

const FAULTS = [
  'duplicated_lines:0.02',
  'orphaned_customers:0.02',
  'future_dates:0.02',
  'customers_registered_twice:0.02',
];

describeOnSpark('the contracts of silver and gold, asked of DuckDB and of a real Spark', (connect) => {
  it('give the same verdicts on a shop with faults', { timeout: 1_200_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-contracts-'));
    const raw = await rawShop({ orders: 300, until: '2026-04-10', plant: FAULTS });
    const shop = await openWorkshop({ raw, asOf: '2026-03-15' });
    const spark = await connect({ place: (schema) => `contracts_${schema}` });
    try {
      for (const setting of FOR_SMALL_TABLES) await spark.execute(`set ${setting}`);
      await show(shop, { spark, folder });
      const said = (verdicts: readonly Verdict[]) =>
        verdicts.map(({ id, status, found, failing_rows, message }) => ({ id, status, found, failing_rows, message }));
      const here = said(await judge(shop));
      expect(said(await judge({ ...shop, session: spark }))).toEqual(here);
      expect(here.filter(({ status }) => status === 'fail').length).toBeGreaterThan(FAULTS.length);
      expect(here.filter(({ status }) => status === 'error')).toEqual([]);
    } finally {
      await spark.close();
      await shop.session.close();
      await rm(folder, { recursive: true });
      await rm(raw, { recursive: true });
    }
  });
});
