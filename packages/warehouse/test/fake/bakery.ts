import type { Warehouse } from '@assay/core';
import { databricksWarehouse } from '../../src/databricks/warehouse.ts';
import { sparkWarehouse } from '../../src/spark.ts';
import type { Certificate } from '../certificate.ts';
import { openDelta } from './delta.ts';
import { type FakeOptions, startFake } from './server.ts';

export const TABLES = ['gold.loaves', 'gold_finance.takings'];

export interface BakeryOptions extends Omit<FakeOptions, 'certificate' | 'delta'> {
  readonly publish?: 'slots' | undefined;
}

/** A bakery whose gold lies in a fake SQL warehouse. */
export const openBakery = async (certificate: Certificate, { publish, ...options }: BakeryOptions = {}) => {
  const delta = await openDelta();
  const fake = await startFake({ certificate, delta, ...options });
  const told: string[] = [];

  const open = (patience = 2000): Warehouse => {
    const within = { silence: 1, retries: { within: patience, pause: 5, onRetry: (said: string) => told.push(said) } };
    const [host, catalog] = [`127.0.0.1:${fake.port}`, 'lake'];
    return options.transport === 'hive'
      ? sparkWarehouse(
          { type: 'spark', host, catalog, http_path: 'cliservice', user: 'baker', tls: false, publish },
          within,
        )
      : databricksWarehouse(
          { type: 'databricks', host, catalog, http_path: '/sql/1.0/fake', token: 't', publish },
          within,
        );
  };

  /** A whole run, with milliseconds of patience for each statement, and more columns than its tables have else: takes the writer's place, builds two tables and publishes them. */
  const gate = async (n: number, patience?: number, more = ''): Promise<void> => {
    const warehouse = open(patience);
    try {
      const startedAt = new Date(`2026-02-01T06:00:0${n}Z`);
      const run = { id: `20260201_06000${n}_0000`, project: 'bakery', target: 'prod', asOf: '2026-01-31', git: null };
      const candidate = await warehouse.begin({ run: { ...run, startedAt }, wait: 3, builds: TABLES });
      for (const table of TABLES) {
        const [schema = '', name = ''] = table.split('.');
        const target = candidate.session.physical(schema, name);
        await candidate.session.execute(`create or replace table ${target} as select ${n} as made_by${more}`);
      }
      await candidate.mark('passed');
      await warehouse.publish(candidate, { run: run.id, asOf: run.asOf, publishedAt: `2026-02-01T06:10:0${n}Z` });
    } finally {
      await warehouse.close();
    }
  };

  return {
    fake,
    delta,
    /** What was told of retries. */
    told,
    open,
    gate,
    /** Lets the catalog manage the commits of published tables, so that they may be written together. */
    manage: async (...tables: readonly string[]): Promise<void> => {
      const property = `'delta.feature.catalogManaged' = 'supported'`;
      for (const table of tables) {
        const path = ['lake', ...table.split('.')].map((name) => `\`${name}\``).join('.');
        await delta.run(`alter table ${path} set tblproperties (${property})`);
      }
    },
    /** Which run each published table holds, past the driver and the journal. */
    shown: async (): Promise<unknown[]> => {
      const rows = await Promise.all(TABLES.map((table) => delta.look(`select made_by from lake.${table}`)));
      return rows.map(([row]) => row?.made_by);
    },
    close: async () => {
      await fake.close();
      await delta.close();
    },
  };
};

export type Bakery = Awaited<ReturnType<typeof openBakery>>;
