import type { Warehouse } from '@assay/core';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { type Bakery, openBakery } from './fake/bakery.ts';

const TABLE = 'gold.crumbs';
let bakery: Bakery;
let warehouse: Warehouse;
beforeEach(async () => {
  bakery = await openBakery(inject('certificate'));
  warehouse = bakery.open();
});
afterEach(async () => {
  await warehouse.close();
  await bakery.close();
});

const run = (n: number) => ({
  ...{ id: `20260201_06000${n}_0000`, project: 'bakery', target: 'prod', asOf: '2026-01-31', git: null },
  startedAt: new Date(`2026-02-01T06:00:0${n}Z`),
});
const begin = (n: number) =>
  warehouse.begin({ run: run(n), wait: 3, builds: [TABLE], merges: new Map([[TABLE, ['day', 'oven']]]) });
const publish = async (candidate: Awaited<ReturnType<typeof begin>>) => {
  await candidate.mark('passed');
  const { run: id, asOf } = candidate;
  await warehouse.publish(candidate, { run: id, asOf, publishedAt: '2026-02-01T06:10:00Z' });
};
const shown = async () =>
  (await bakery.delta.look('select day, oven, crumbs from lake.gold.crumbs order by day, oven nulls last')).map((row) =>
    Object.values(row),
  );

const first = async () => {
  const candidate = await begin(1);
  expect(candidate.deltaOf?.(TABLE), 'nothing is published to merge into').toBeUndefined();
  await candidate.session.execute(
    `create or replace table ${candidate.session.physical('gold', 'crumbs')} as
     select col0 as day, col1 as oven, col2 as crumbs from (values (1, 'a', 10), (1, null, 11), (2, 'a', 12))`,
  );
  await publish(candidate);
};
const second = async () => {
  const candidate = await begin(2);
  await candidate.session.execute(
    `insert into ${candidate.deltaOf?.(TABLE)} select * from (values (1, null, 99), (3, 'b', 13))`,
  );
  return candidate;
};
const AFTER = [
  [1, 'a', 10],
  [1, null, 99],
  [2, 'a', 12],
  [3, 'b', 13],
];

it('shows what is published, less the keys that are replaced, plus the delta, and merges just the delta', async () => {
  await first();
  const before = await shown();
  const candidate = await second();
  const { session } = candidate;
  const seen = await session.query(
    `select cast(day as int) as d, cast(oven as string) as o, cast(crumbs as int) as c from ${session.physical('gold', 'crumbs')} order by d, o nulls last`,
  );
  expect(seen.rows.map((row) => Object.values(row))).toEqual(AFTER);
  expect([...(await session.catalog(['gold'])).keys()]).toEqual([TABLE]);
  expect(await shown()).toEqual(before);

  const from = bakery.fake.calls.length;
  await publish(candidate);
  expect(await shown()).toEqual(AFTER);
  const statements = bakery.fake.calls.slice(from).flatMap(({ statement }) => statement ?? []);
  expect(statements.filter((text) => /^create or replace table/.test(text))).toEqual([]);
  expect((await warehouse.facts(['gold'])).get(TABLE)?.properties).toMatchObject({ run: run(2).id });

  await warehouse.rollback({ wait: 3 });
  expect(await shown()).toEqual(before);
});

it.each([
  ['the merge', 'merge into'],
  ['what is written after it', 'alter table'],
])('brings a publication that was cut short at %s to its end', async (_, part) => {
  await first();
  const candidate = await second();
  await warehouse.close();
  warehouse = bakery.open(40);
  const again = await warehouse.resume({ wait: 3 });
  if (!again) throw new Error(`candidate ${candidate.run} is gone`);
  let away = false;
  bakery.fake.fail(({ statement }) => {
    away ||= statement?.includes(part) === true && statement.includes('`crumbs`');
    return away ? { kind: part === 'merge into' ? 'lost answer' : 'lost request' } : undefined;
  });
  await expect(publish(again)).rejects.toMatchObject({ name: 'UnavailableError' });
  await warehouse.close();
  bakery.fake.fail(() => undefined);
  warehouse = bakery.open();
  await (await warehouse.begin({ run: run(3), wait: 3, builds: [] })).close();
  expect(await shown()).toEqual(AFTER);
  expect((await warehouse.publication())?.run).toBe(run(2).id);
});

it('merges in the same transaction as the rest of the set, where the catalog manages the tables', async () => {
  await first();
  await bakery.manage(TABLE);
  const from = bakery.fake.calls.length;
  await publish(await second());
  expect(await shown()).toEqual(AFTER);
  const atomic = bakery.fake.calls.slice(from).filter(({ statement }) => statement?.includes('begin atomic'));
  expect(atomic.map(({ statement }) => statement)).toEqual([expect.stringContaining('merge into')]);
});
