import type { Run, Session, Warehouse } from '@assay/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { databricksWarehouse } from '../src/databricks/warehouse.ts';
import { describeOnSpark, sparkTarget } from './spark/on-spark.ts';

const run = (n: number): Run => ({
  id: `20260201_06000${n}_0000`,
  project: 'bakery',
  target: 'prod',
  asOf: '2026-01-31',
  startedAt: new Date(`2026-02-01T06:00:0${n}Z`),
  git: null,
});
const id = (n: number) => run(n).id;
const builds = ['bakery.loaves', 'bakery_finance.takings'];
const publication = (n: number) => ({ run: id(n), asOf: '2026-01-31', publishedAt: `2026-02-01T06:10:0${n}Z` });

describeOnSpark('gold on Databricks', (connect) => {
  let warehouse: Warehouse;
  const open = () => databricksWarehouse(sparkTarget());
  const clean = async () => {
    const session = await connect();
    const { rows } = await session.query('show schemas');
    for (const name of rows.map((row) => String(Object.values(row)[0])))
      if (/^(bakery|_assay)/.test(name)) await session.execute(`drop schema \`${name}\` cascade`);
    await session.close();
  };
  beforeEach(async () => {
    await clean();
    warehouse = open();
  });
  afterEach(() => warehouse?.close());

  const build = async (n: number, of: Warehouse = warehouse) => {
    const candidate = await of.begin({ run: run(n), wait: 20, builds });
    for (const table of builds) {
      const [schema = '', name = ''] = table.split('.');
      await candidate.session.execute(
        `create or replace table ${candidate.session.physical(schema, name)} as select id, ${n} as made_by from range(${n})`,
      );
    }
    await candidate.mark('passed');
    return candidate;
  };
  const publish = async (n: number) => warehouse.publish(await build(n), publication(n));
  /** The run that each published table holds, by its rows. */
  const shown = async (session: Session | undefined) => {
    const all = builds.map(async (table) => {
      const [schema = '', name = ''] = table.split('.');
      const answer = await session?.query(
        `select cast(max(made_by) as string) as by from ${session.physical(schema, name)}`,
      );
      return answer?.rows[0]?.by;
    });
    return Promise.all(all);
  };

  it('has nothing published at first, and no candidate', async () => {
    expect(await warehouse.published()).toBeUndefined();
    expect(await warehouse.publication()).toBeUndefined();
    expect(await warehouse.lastCandidate()).toBeUndefined();
    await expect(warehouse.rollback({ wait: 0 })).rejects.toThrow(/no earlier publication/);
  });

  it('shows a candidate to nobody before it is published, then all of it, and goes back and forth', async () => {
    await publish(1);
    const candidate = await build(2);
    expect(await shown(candidate.session)).toEqual(['2', '2']);
    expect(await shown(await warehouse.published())).toEqual(['1', '1']);
    expect([...((await (await warehouse.published())?.catalog()) ?? [])].map(([table]) => table)).toEqual(builds);
    await warehouse.publish(candidate, publication(2));
    expect(await shown(await warehouse.published())).toEqual(['2', '2']);
    expect(await warehouse.publication()).toEqual(publication(2));
    expect(await warehouse.previous()).toEqual([publication(1)]);

    expect(await warehouse.rollback({ wait: 20 })).toEqual(publication(1));
    expect(await shown(await warehouse.published())).toEqual(['1', '1']);
    expect(await warehouse.rollback({ wait: 20 })).toEqual(publication(2));
    expect(await shown(await warehouse.published())).toEqual(['2', '2']);

    await warehouse.rollback({ wait: 20 });
    const again = await warehouse.resume({ wait: 20 });
    if (again) await warehouse.publish(again, publication(2));
    expect(await shown(await warehouse.published())).toEqual(['2', '2']);
    await expect(warehouse.rollback({ to: 'run_9', wait: 20 })).rejects.toThrow(/run_9.*kept: 20260201/);
  });

  it('sees what a run does not build as it is published', async () => {
    await publish(1);
    const candidate = await warehouse.begin({ run: run(2), wait: 20, builds: ['bakery.loaves'] });
    const { session } = candidate;
    await session.execute(`create or replace table ${session.physical('bakery', 'loaves')} as select 2 as made_by`);
    expect(await shown(session)).toEqual(['2', '1']);
    expect([...(await session.catalog(['bakery', 'bakery_finance'])).keys()].sort()).toEqual(builds);
    expect((await session.catalog(['bakery'])).get('bakery.loaves')).toEqual([{ name: 'made_by', type: 'int' }]);
  });

  it('keeps a refused candidate for a look, and drops it when newer ones have come', async () => {
    const first = await build(1);
    await first.mark('refused');
    await first.close();
    expect(await warehouse.lastCandidate()).toMatchObject({ run: id(1), state: 'refused' });
    expect(await shown(await warehouse.candidate())).toEqual(['1', '1']);
    for (const n of [2, 3]) await (await build(n)).close();
    const session = await connect();
    const { rows } = await session.query("show schemas like 'bakery__*'");
    expect(rows.map((row) => String(Object.values(row)[0])).filter((name) => name.includes(id(1)))).toEqual([]);
    await session.close();
    const again = await warehouse.resume({ wait: 20 });
    expect(again).toMatchObject({ run: id(3), state: 'passed' });
  });

  it("says who is at work when the writer's place stays taken, and takes it from a dead writer", async () => {
    const candidate = await build(1);
    const other = open();
    const waits: string[] = [];
    const begun = other.begin({ run: run(2), wait: 1, builds, onWait: (message) => waits.push(message) });
    await expect(begun).rejects.toMatchObject({ name: 'UnavailableError', message: expect.stringContaining(id(1)) });
    expect(waits).toHaveLength(1);
    await candidate.close();
    await (await other.begin({ run: run(3), wait: 20, builds })).close();
    await other.close();
  });

  it('publishes nothing when one table cannot be, and says so', async () => {
    await publish(1);
    const session = await connect();
    const candidate = await build(2);
    await session.execute(`drop table ${candidate.session.physical('bakery_finance', 'takings')}`);
    await expect(warehouse.publish(candidate, publication(2))).rejects.toMatchObject({
      name: 'UnavailableError',
      message: expect.stringMatching(/not published and nothing has changed/),
    });
    expect(await shown(await warehouse.published())).toEqual(['1', '1']);
    expect(await warehouse.publication()).toEqual(publication(1));
    await session.close();
  });

  it('refuses to publish over a view', async () => {
    const session = await connect();
    await session.execute('create schema bakery');
    await session.execute('create view bakery.loaves as select 1 as mine');
    await expect(publish(1)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/bakery.loaves.*no Delta table/),
    });
    await session.close();
  });
});
