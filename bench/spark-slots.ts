import type { SparkTarget, Warehouse } from '@assay/core';
import { openWarehouse } from '@assay/warehouse';
import type { openSpark } from '@assay/warehouse/testing/spark-bench';
import { median } from './measure.ts';

const BUILDS = ['bakery.loaves', 'bakery.rolls', 'bakery.pies', 'bakery.takings'];
const COUNTS = 20;

const clean = async ({ session }: Awaited<ReturnType<typeof openSpark>>): Promise<void> => {
  const { rows } = await session.query('show schemas');
  for (const name of rows.map((row) => String(Object.values(row)[0])))
    if (/^(bakery|_assay)/.test(name)) await session.execute(`drop schema \`${name}\` cascade`);
};

const build = async (warehouse: Warehouse, n: number, rows: number) => {
  const run = { id: `20260201_06000${n}_0000`, project: 'bakery', target: 'spark', asOf: '2026-01-31', git: null };
  const startedAt = new Date(`2026-02-01T06:00:0${n}Z`);
  const candidate = await warehouse.begin({ run: { ...run, startedAt }, wait: 10, builds: BUILDS });
  for (const table of BUILDS) {
    const [schema = '', name = ''] = table.split('.');
    await candidate.session.execute(
      `create or replace table ${candidate.session.physical(schema, name)} as select id, id % 7 as k, ${n} as run from range(${rows})`,
    );
  }
  await candidate.mark('passed');
  return candidate;
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

/** Seconds that a set of four tables takes to publish and to return, and that a count takes on a published table. */
export const publishing = async (
  spark: Awaited<ReturnType<typeof openSpark>>,
  { publish, rows, rounds }: { publish: NonNullable<SparkTarget['publish']>; rows: number; rounds: number },
) => {
  await clean(spark);
  const warehouse = await openWarehouse({ ...spark.target, publish });
  const took: Record<'publish' | 'rollback' | 'count', number[]> = { publish: [], rollback: [], count: [] };
  for (let n = 0; n <= rounds; n++) {
    const candidate = await build(warehouse, n, rows);
    const publication = { run: candidate.run, asOf: candidate.asOf, publishedAt: '2026-02-01T06:10:00Z' };
    const seconds = await timed(() => warehouse.publish(candidate, publication));
    if (n > 0) took.publish.push(seconds); // the first one makes the tables
  }
  const session = await warehouse.published();
  const count = `select cast(count(*) as string) as n from ${session?.physical('bakery', 'pies')} where k = 3`;
  for (let i = 0; i <= COUNTS; i++) {
    const seconds = await timed(() => session?.query(count) ?? Promise.resolve());
    if (i > 0) took.count.push(seconds);
  }
  for (let i = 0; i < rounds; i++) took.rollback.push(await timed(() => warehouse.rollback({ wait: 10 })));
  await warehouse.close();
  await clean(spark);
  return { publish: median(took.publish), rollback: median(took.rollback), count: median(took.count) };
};
