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

  it('replaces a table and returns without ever making another of it, so that what is granted on it stays', async () => {
    const session = await warehouse.reader();
    const kegs = session?.physical('brewery', 'kegs');
    const made = async () => {
      const [detail] = (await session?.query(`describe detail ${kegs}`))?.rows ?? [];
      const history = (await session?.query(`describe history ${kegs}`))?.rows ?? [];
      return { id: detail?.id, location: detail?.location, versions: history.map(({ version }) => Number(version)) };
    };
    const before = await made();
    await publish(5);
    await warehouse.rollback({ wait: 20 });
    const after = await made();
    expect(after).toMatchObject({ id: before.id, location: before.location });
    expect(after.versions).toEqual([before.versions.length + 1, before.versions.length, ...before.versions]);
  });

  it('merges a delta into what is published, after showing what comes of it', async () => {
    const builds = ['brewery.pints'];
    const merges = new Map([['brewery.pints', ['day', 'tap']]]);
    const pints = async (session: Session | undefined) =>
      (
        await session?.query(
          `select day, tap, pints from ${session.physical('brewery', 'pints')} order by day, tap nulls last`,
        )
      )?.rows.map((row) => Object.values(row));
    const finish = async (candidate: Awaited<ReturnType<Warehouse['begin']>>) => {
      await candidate.mark('passed');
      const { run: id, asOf } = candidate;
      await warehouse.publish(candidate, { run: id, asOf, publishedAt: '2026-02-01T06:10:00Z' });
    };
    const whole = await warehouse.begin({ run: run(6), wait: 20, builds, merges });
    expect(whole.deltaOf?.('brewery.pints')).toBeUndefined();
    await whole.session.execute(
      `create or replace table ${whole.session.physical('brewery', 'pints')} as
       select * from values (1, 'a', 10), (1, null, 11), (2, 'a', 12) t(day, tap, pints)`,
    );
    await finish(whole);

    const after = [
      [1, 'a', 10],
      [1, null, 99],
      [2, 'a', 12],
      [3, 'b', 13],
    ];
    const part = await warehouse.begin({ run: run(7), wait: 20, builds, merges });
    await part.session.execute(`insert into ${part.deltaOf?.('brewery.pints')} values (1, null, 99), (3, 'b', 13)`);
    expect(await pints(part.session)).toEqual(after);
    expect((await pints(await warehouse.published()))?.[1]).toEqual([1, null, 11]);
    await finish(part);
    expect(await pints(await warehouse.published())).toEqual(after);
    const session = await warehouse.reader();
    const history = await session?.query(`describe history ${session.physical('brewery', 'pints')}`);
    expect(history?.rows.map(({ operation }) => operation)).toContain('MERGE');
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

describeOnSpark('a set that is published as slots', (connect) => {
  if (!readsLocalFiles) return void it.skip('needs a Thrift server of our own');
  const builds = ['cellar.kegs', 'cellar_finance.takings'];
  const clean = async () => {
    const session = await connect();
    const { rows } = await session.query('show schemas');
    for (const name of rows.map((row) => String(Object.values(row)[0])))
      if (/^(cellar|_assay)/.test(name)) await session.execute(`drop schema \`${name}\` cascade`);
    await session.close();
  };
  let warehouse: Warehouse;
  beforeAll(async () => {
    await clean();
    warehouse = await openWarehouse({ ...thriftTarget(), publish: 'slots' });
  });
  afterAll(async () => {
    await warehouse?.close();
    await clean();
  });

  const publish = async (n: number, more = '') => {
    const candidate = await warehouse.begin({ run: run(n), wait: 20, builds });
    const { session } = candidate;
    for (const table of builds) {
      const [schema = '', name = ''] = table.split('.');
      await session.execute(
        `create or replace table ${session.physical(schema, name)} as
         select id as keg, ${n} as made_by, cast(null as date) as opened${more} from range(${n})`,
      );
    }
    await candidate.mark('passed');
    await warehouse.publish(candidate, { run: run(n).id, asOf: '2026-01-31', publishedAt: `2026-02-01T06:10:0${n}Z` });
  };
  const shown = async () => {
    const session = await warehouse.published();
    const both = `select max(made_by) as by, count(*) as n from`;
    const answer = await session?.query(
      `select cast(a.by as string) as a, cast(b.by as string) as b, cast(a.n + b.n as string) as n
       from (${both} ${session.physical('cellar', 'kegs')}) a cross join (${both} ${session.physical('cellar_finance', 'takings')}) b`,
    );
    return answer?.rows[0];
  };

  it('is switched by one commit, there and back, and reads just its slot', async () => {
    await publish(1);
    await publish(2);
    await publish(3);
    expect(await shown()).toEqual({ a: '3', b: '3', n: '6' });
    const session = await warehouse.reader();
    const switched = await session?.query(`describe history ${session.physical('_assay', 'slots')}`);
    expect(switched?.rows.filter(({ operation }) => operation === 'MERGE')).toHaveLength(3);
    expect([...((await (await warehouse.published())?.catalog(['cellar'])) ?? [])]).toEqual([
      [
        'cellar.kegs',
        [
          { name: 'keg', type: 'bigint' },
          { name: 'made_by', type: 'int' },
          { name: 'opened', type: 'date' },
        ],
      ],
    ]);
    await warehouse.rollback({ wait: 20 });
    expect(await shown()).toEqual({ a: '2', b: '2', n: '4' });
    await warehouse.rollback({ to: run(1).id, wait: 20 });
    expect(await shown()).toEqual({ a: '1', b: '1', n: '2' });
  });

  it('shows other columns when a publication has them', async () => {
    await publish(4, `, 'oak' as wood`);
    expect(await shown()).toEqual({ a: '4', b: '4', n: '8' });
    const session = await warehouse.published();
    const { rows } = (await session?.query(`select wood from ${session.physical('cellar', 'kegs')} limit 1`)) ?? {
      rows: [],
    };
    expect(rows).toEqual([{ wood: 'oak' }]);
    await warehouse.rollback({ to: run(2).id, wait: 20 });
    expect(await shown()).toEqual({ a: '2', b: '2', n: '4' });
  });
});
