import type { DatabricksTarget, Warehouse } from '@assay/core';
import { databricksWarehouse } from '../../src/databricks/warehouse.ts';
import { sparkWarehouse } from '../../src/spark.ts';
import type { Certificate } from '../certificate.ts';
import { type DeltaOptions, openDelta } from './delta.ts';
import { type FakeOptions, startFake } from './server.ts';

export const TABLES = ['gold.loaves', 'gold_finance.takings'];

export interface BakeryOptions extends Omit<FakeOptions, 'certificate' | 'delta'>, DeltaOptions {
  readonly publish?: 'slots' | undefined;
  /** Seconds after which a silent writer counts as dead. */
  readonly silence?: number;
}

/** A bakery whose gold lies in a fake SQL warehouse. */
export const openBakery = async (
  certificate: Certificate,
  { publish, ahead, silence = 1, ...options }: BakeryOptions = {},
) => {
  const delta = await openDelta({ ahead });
  const fake = await startFake({ certificate, delta, ...options });
  const told: string[] = [];

  const open = (patience = 2000): Warehouse => {
    const within = { silence, retries: { within: patience, pause: 5, onRetry: (said: string) => told.push(said) } };
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

  const id = (n: number) => `20260201_06000${n}_0000`;
  const build = async (warehouse: Warehouse, n: number, more = '') => {
    const startedAt = new Date(`2026-02-01T06:00:0${n}Z`);
    const run = { id: id(n), project: 'bakery', target: 'prod', asOf: '2026-01-31', git: null, startedAt };
    const candidate = await warehouse.begin({ run, wait: 3, builds: TABLES });
    for (const table of TABLES) {
      const [schema = '', name = ''] = table.split('.');
      const target = candidate.session.physical(schema, name);
      await candidate.session.execute(`create or replace table ${target} as select ${n} as made_by${more}`);
    }
    await candidate.mark('passed');
    return candidate;
  };

  /** A whole run, with milliseconds of patience for each statement, and more columns than its tables have else: takes the writer's place, builds two tables and publishes them. */
  const gate = async (n: number, patience?: number, more?: string): Promise<void> => {
    const warehouse = open(patience);
    try {
      const candidate = await build(warehouse, n, more);
      const publishedAt = `2026-02-01T06:10:0${n}Z`;
      await warehouse.publish(candidate, { run: id(n), asOf: '2026-01-31', publishedAt });
    } finally {
      await warehouse.close();
    }
  };

  /** A run whose candidate has passed and is not published. */
  const prepare = async (n: number): Promise<void> => {
    const warehouse = open();
    await (await build(warehouse, n)).close();
    await warehouse.close();
  };

  return {
    fake,
    delta,
    target: (): DatabricksTarget => ({
      ...{
        type: 'databricks',
        host: `127.0.0.1:${fake.port}`,
        catalog: 'lake',
        http_path: '/sql/1.0/fake',
        token: 't',
      },
      publish,
    }),
    prepare,
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
