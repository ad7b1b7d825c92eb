import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CancelledError } from '@assay/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DuckdbSession, openDuckdb } from '../src/index.ts';

let session: DuckdbSession;
beforeEach(async () => {
  session = await openDuckdb({ path: ':memory:' });
});
afterEach(() => session.close());

it('hands decimals, big integers, dates and timestamps over as strings', async () => {
  const { columns, rows } = await session.query(
    `select 12345678901234567.89::decimal(19,2) as money, 9007199254740993 as big, 7::integer as small, 0.5::double as half,
            date '2026-01-31' as d, timestamp '2026-01-31 10:00:00' as ts, null as nothing, true as yes`,
  );
  expect(rows).toEqual([
    {
      money: '12345678901234567.89',
      big: '9007199254740993',
      small: 7,
      half: 0.5,
      d: '2026-01-31',
      ts: '2026-01-31 10:00:00',
      nothing: null,
      yes: true,
    },
  ]);
  expect(columns.slice(0, 2)).toEqual([
    { name: 'money', type: 'decimal(19,2)' },
    { name: 'big', type: 'bigint' },
  ]);
});

it('hands over as text what is no scalar, and dates without end by their name', async () => {
  const { rows } = await session.query(
    `select [1, null] as list, {'a': 1.5} as struct, map {'k': date '2026-01-31'} as pairs, interval 3 day as days,
            cast('infinity' as date) as never, cast('-infinity' as date) as always, cast('infinity' as timestamp) as ever,
            cast('NaN' as double) as nan, date '0001-01-01' as first, date '9999-12-31' as last`,
  );
  expect(rows).toEqual([
    {
      list: '[1,null]',
      struct: '{"a":"1.5"}',
      pairs: '[{"key":"k","value":"2026-01-31"}]',
      days: '{"months":0,"days":3,"micros":"0"}',
      never: 'infinity',
      always: '-infinity',
      ever: 'infinity',
      nan: 'NaN',
      first: '0001-01-01',
      last: '9999-12-31',
    },
  ]);
});

it('stops a statement that takes longer than it may', async () => {
  await expect(session.query('select count(*) from range(100000000000) a', { timeout: 50 })).rejects.toThrow(/50 ms/);
  expect((await session.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

it('stops a statement when the user does', async () => {
  const controller = new AbortController();
  const asked = session.query('select count(*) from range(100000000000) a', { signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  await expect(asked).rejects.toMatchObject({ name: 'CancelledError' });
});

it('lists tables with their columns in order', async () => {
  await session.execute('create schema gold; create table gold."odd name" ("z z" integer, a varchar)');
  expect(await session.catalog(['gold'])).toEqual(
    new Map([
      [
        'gold.odd name',
        [
          { name: 'z z', type: 'integer' },
          { name: 'a', type: 'varchar' },
        ],
      ],
    ]),
  );
});

it('tells a schema from a file of the same name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-names-'));
  const gold = await openDuckdb({ path: join(folder, 'Gold.candidate.duckdb') });
  const trees = gold.physical('gold', 'trees');
  await gold.execute(`create schema gold; create table ${trees} as select 7 as apples`);
  expect((await gold.query(`select apples from ${trees}`)).rows).toEqual([{ apples: 7 }]);
  expect([trees, gold.physical('silver', 'trees')]).toEqual(['"Gold"."gold"."trees"', '"silver"."trees"']);
  await gold.close();
  const main = await openDuckdb({ path: join(folder, 'main.duckdb') });
  await main.execute(`create table ${main.physical('main', 'trees')} as select 5 as apples`);
  expect((await main.query('select apples from trees')).rows).toEqual([{ apples: 5 }]);
  await main.close();
  await rm(folder, { recursive: true });
});

it('knows the functions of Databricks on every connection, also in the tables of files it is opened with', async () => {
  const later = (months: number) =>
    session.query(`select cast(add_months(date '2026-01-31', ${months}) as string) as day`);
  const answers = await Promise.all([1, 2, 3, 4, 1, 2, 3, 4].map(later));
  const days = ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'];
  expect(answers.map(({ rows }) => rows[0]?.day)).toEqual([...days, ...days]);
  const other = await openDuckdb({
    path: ':memory:',
    setup: "create temp view whole as select nvl(null, 'rye') as grain",
  });
  expect((await other.query('from whole')).rows).toEqual([{ grain: 'rye' }]);
  await other.close();
});

it('ends without having been asked', async () => {
  const idle = await openDuckdb({ path: ':memory:' });
  await expect(idle.close()).resolves.toBeUndefined();
});

it('stops what is running when it is closed, and tells whoever waits for it', async () => {
  const busy = await openDuckdb({ path: ':memory:' });
  const slow = 'select count(*) as n from range(200000) a, range(200000) b where (a.range * b.range) % 7 = 3';
  const answers = Array.from({ length: 6 }, () => busy.query(slow).catch((error: Error) => error));
  const start = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 100)); // all connections are at work
  await busy.close();
  expect(performance.now() - start).toBeLessThan(10_000);
  for (const answer of await Promise.all(answers)) expect(answer).toBeInstanceOf(Error);
});

it('keeps threads for what the callers leave idle while many statements wait, and all for the last ones', async () => {
  const threads = async (behind?: number) =>
    Number((await session.query("select current_setting('threads') as n", { behind })).rows[0]?.n);
  const all = await threads();
  const fewer = Math.max(1, all - session.asking.concurrency + 1);
  expect([await threads(9), await threads(), await threads(0)]).toEqual([fewer, fewer, all]);
});

it('splits statements as it was told when it was opened, however many wait', async () => {
  const single = await openDuckdb({ path: ':memory:', threads: 1 });
  const { rows } = await single.query("select current_setting('threads') as n", { behind: 0 });
  await single.close();
  expect(Number(rows[0]?.n)).toBe(1);
});

it('stops a statement whatever it was about to do when it was told so', async () => {
  for (let wait = 0; wait < 3; wait += 0.1) {
    const fresh = await openDuckdb({ path: ':memory:' });
    await fresh.query('select 1');
    const stop = new AbortController();
    const slow = 'select count(*) as n from range(200000) a, range(200000) b where (a.range * b.range) % 7 = 3';
    const ended = fresh.query(slow, { behind: 9, signal: stop.signal }).catch((error: Error) => error);
    const told = performance.now() + wait;
    while (performance.now() < told) await new Promise((next) => setImmediate(next));
    stop.abort();
    expect(await ended, `stopped after ${wait} ms`).toBeInstanceOf(CancelledError);
    await fresh.close();
  }
}, 30_000);
