import { join } from 'node:path';
import type { Session } from '@assay/core';
import { describeOnSpark, sparkTarget } from '@assay/warehouse/testing/spark';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findChanges } from '../src/changes/find.ts';
import { assay, makeProject } from './program.ts';

describeOnSpark('what changes, and audits, on Databricks', (connect) => {
  let spark: Session;
  beforeAll(async () => {
    spark = await connect();
    for (const schema of ['gold_quay', 'was_gold_quay', 'ferries']) {
      await spark.execute(`drop schema if exists ${schema} cascade`);
      await spark.execute(`create schema ${schema}`);
    }
  });
  afterAll(async () => {
    for (const schema of ['gold_quay', 'was_gold_quay', 'ferries'])
      await spark?.execute(`drop schema if exists ${schema} cascade`);
    await spark?.close();
  });

  it('compares keys and figures as on DuckDB', async () => {
    await spark.execute(`create table was_gold_quay.tolls as select * from values
      (date '2025-12-01', cast(90 as decimal(18,2)), true), (date '2026-01-01', cast(10 as decimal(18,2)), false) t(month, toll, is_complete)`);
    await spark.execute(`create table gold_quay.tolls as select * from values
      (date '2025-12-01', cast(85.5 as decimal(18,2)), true), (date '2026-01-01', cast(10 as decimal(18,2)), false),
      (date '2026-02-01', cast(5 as decimal(18,2)), false) t(month, toll, is_complete)`);
    const before = {
      physical: (schema: string, name: string) => spark.physical(`was_${schema}`, name),
      catalog: async (schemas: readonly string[] = []) => {
        const found = await spark.catalog(schemas.map((schema) => `was_${schema}`));
        return new Map([...found].map(([table, columns]) => [table.replace(/^was_/, ''), columns]));
      },
    };
    const notes: string[] = [];
    const model = { schema: 'gold_quay', table: 'gold_quay.tolls', grain: ['month'] };
    const changes = await findChanges({
      ...{ session: spark, before, note: (message: string) => notes.push(message) },
      models: [{ ...model, figures: { columns: ['toll'], by: 'month' } }],
    });
    expect(notes).toEqual([]);
    expect(changes).toEqual([
      {
        table: 'gold_quay.tolls',
        rows: { before: 2, after: 3 },
        columns: [],
        keys: { added: 1, removed: 0, changed: 1 },
        figures: [
          { name: 'toll', period: '2025-12', before: '90.00', after: '85.50', closed: true },
          { name: 'toll', period: '2026-02', before: null, after: '5.00', closed: false },
        ],
      },
    ]);
  });

  it('audits a schema by its table properties, although nothing was ever published there', async () => {
    await spark.execute(`create table ferries.crossings using delta
      tblproperties ('assay.owner' = 'ferry@example.com', 'assay.sla_freshness_hours' = '1')
      as select current_timestamp() - interval 90 minutes as crossed_at`);
    await spark.execute(`create table ferries.tickets using delta tblproperties ('sla_freshness_hours' = '2')
      as select 1 as ticket`);
    const { host, http_path, catalog } = sparkTarget();
    const project = await makeProject(
      `  prod: { type: databricks, host: '${host}', http_path: ${http_path}, token: test, catalog: ${catalog} }\n`,
    );
    try {
      const env = { NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS ?? '' };
      const words = ['audit', '--schema', 'ferries', '--target', 'prod', '--json', '--project', join(project.folder)];
      const { code, stdout, stderr } = await assay(words, { cwd: project.folder, env });
      expect(code, stderr).toBe(1);
      const { tables } = JSON.parse(stdout);
      expect(tables).toMatchObject([
        {
          name: 'ferries.crossings',
          owner: 'ferry@example.com',
          freshness: { within_hours: 1 },
          checks: [
            { kind: 'freshness', status: 'fail' },
            { kind: 'not_empty', status: 'pass' },
          ],
        },
        {
          name: 'ferries.tickets',
          freshness: { within_hours: 2 },
          checks: [
            { kind: 'freshness', status: 'pass', found: expect.stringMatching(/^changed 2/) },
            { status: 'pass' },
          ],
        },
      ]);
    } finally {
      await project.remove();
    }
  });
});
