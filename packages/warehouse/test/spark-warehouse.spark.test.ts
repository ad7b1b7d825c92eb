import type { Run, Session, Warehouse } from '@assay/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWarehouse } from '../src/open.ts';
import { describeOnSpark, readsLocalFiles, thriftTarget } from './spark/on-spark.ts';

const run = (n: number): Run => ({
  ...{ id: `20260201_06000${n}_0000`, project: 'brewery', target: 'spark', asOf: '2026-01-31', git: null },
  startedAt: new Date(`2026-02-01T06:00:0${n}Z`),
});

describeOnSpark('gold on Spark without Databricks, and without a proxy', (connect) => {
  if (!readsLocalFiles) return void it.skip('needs a Thrift server of our own');
  let warehouse: Warehouse;
  const clean = async () => {
    const session = await connect();
    const { rows } = await session.query('show schemas');
    for (const name of rows.map((row) => String(Object.values(row)[0])))
      if (/^(brewery|_assay)/.test(name)) await session.execute(`drop schema \`${name}\` cascade`);
    await session.close();
  };
  beforeAll(async () => {
    await clean();
    warehouse = await openWarehouse({ ...thriftTarget(), statement_timeout: 77 });
  });
  afterAll(async () => {
    await warehouse?.close();
    await clean();
  });

  const publish = async (n: number) => {
    const notes = {
      description: "the brewer's kegs",
      properties: { owner: 'brewer@example.com' },
      cluster: ['made_by'],
    };
    const candidate = await warehouse.begin({
      ...{ run: run(n), wait: 20, builds: ['brewery.kegs'] },
      notes: new Map([['brewery.kegs', notes]]),
    });
    const { session } = candidate;
    await session.execute(
      `create or replace table ${session.physical('brewery', 'kegs')} as
       select ${n} as made_by, cast(${n}.5 as decimal(38,2)) as litres, 'naïve 日本' as words, cast(null as date) as opened`,
    );
    await candidate.mark('passed');
    await warehouse.publish(candidate, { run: run(n).id, asOf: '2026-01-31', publishedAt: `2026-02-01T06:10:0${n}Z` });
  };
  const shown = async (session: Session | undefined) =>
    (await session?.query(`select made_by, litres, words, opened from ${session.physical('brewery', 'kegs')}`))?.rows;

  it('publishes, and returns, with every value in its own column', async () => {
    await publish(1);
    await publish(2);
    const two = { made_by: 2, litres: '2.50', words: 'naïve 日本', opened: null };
    expect(await shown(await warehouse.published())).toEqual([two]);
    await warehouse.rollback({ wait: 20 });
    expect(await shown(await warehouse.published())).toEqual([{ ...two, made_by: 1, litres: '1.50' }]);
  });

  it('keeps comment, properties and clustering in the commit that changes the rows', async () => {
    const session = await warehouse.reader();
    const kegs = session?.physical('brewery', 'kegs');
    const [detail] = (await session?.query(`describe detail ${kegs}`))?.rows ?? [];
    expect(detail).toMatchObject({ description: "the brewer's kegs", clusteringColumns: '["made_by"]' });
    expect((await warehouse.facts(['brewery'])).get('brewery.kegs')).toMatchObject({
      properties: { owner: 'brewer@example.com', run: run(1).id },
      changedAt: expect.stringMatching(/^20\d\d-/),
    });
    const history = (await session?.query(`describe history ${kegs}`))?.rows ?? [];
    expect(history.map(({ operation }) => operation)).toEqual([
      'RESTORE',
      ...Array(2).fill('CREATE OR REPLACE TABLE AS SELECT'),
    ]);
  });

  it('sets the session as a SQL warehouse would be', async () => {
    const session = await warehouse.reader();
    const set = async (key: string) => (await session?.query(`set ${key}`))?.rows[0]?.value;
    expect(await set('spark.sql.ansi.enabled')).toBe('true');
    expect(await set('spark.sql.session.timeZone')).toBe('UTC');
    expect(await set('spark.sql.sources.default')).toBe('delta');
    expect(await set('spark.sql.thriftServer.queryTimeout')).toMatch(/^77/);
  });

  it('says what is wrong with a path', async () => {
    const lost = await openWarehouse({ ...thriftTarget(), http_path: 'nowhere', retry_for: 0.1 });
    await expect(lost.reader()).rejects.toMatchObject({
      name: 'UnavailableError',
      message: expect.stringMatching(/; check (`host` and )?`http_path`$/),
    });
    await lost.close();
  });
});
