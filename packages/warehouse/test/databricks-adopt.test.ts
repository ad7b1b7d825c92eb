import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { type Bakery, openBakery } from './fake/bakery.ts';

let bakery: Bakery;
beforeEach(async () => {
  bakery = await openBakery(inject('certificate'));
});
afterEach(() => bakery.close());

const begin = (warehouse: ReturnType<Bakery['open']>, where: string) =>
  warehouse.begin({
    run: {
      id: '20260201_060009_0000',
      project: 'bakery',
      target: 'prod',
      asOf: '2026-01-31',
      git: null,
      startedAt: new Date('2026-02-01T06:00:09Z'),
    },
    adopt: { where, from: '/', schemas: ['gold', 'gold_finance'] },
    wait: 3,
  });

it('publishes the tables of the schemas that a pattern gives, as they were when they were taken over', async () => {
  await bakery.gate(1);
  const warehouse = bakery.open();
  const writer = await warehouse.reader();
  for (const [table, made] of [
    ['gold_next.loaves', 7],
    ['gold_finance_next.takings', 8],
  ])
    await writer?.execute(
      `create schema if not exists lake.${String(table).split('.')[0]}; create or replace table lake.${table} as select ${made} as made_by`,
    );
  const candidate = await begin(warehouse, '{schema}_next');
  const { session } = candidate;
  expect([...(await session.catalog(['gold', 'gold_finance'])).keys()]).toEqual([
    'gold.loaves',
    'gold_finance.takings',
  ]);
  await writer?.execute('create or replace table lake.gold_next.loaves as select 666 as made_by');
  const [row] = (await session.query(`select made_by from ${session.physical('gold', 'loaves')}`)).rows;
  expect(Number(row?.made_by)).toBe(7);
  expect(await bakery.shown(), 'nothing is published yet').toEqual([1, 1]);
  await candidate.mark('passed');
  await warehouse.publish(candidate, {
    run: '20260201_060009_0000',
    asOf: '2026-01-31',
    publishedAt: '2026-02-01T06:10:09Z',
  });
  expect(await bakery.shown()).toEqual([7, 8]);
  await warehouse.rollback({ wait: 3 });
  expect(await bakery.shown()).toEqual([1, 1]);
  await warehouse.close();
});

it.each([
  ['gold_next', 'UserError', /takes a pattern of schemas such as \{schema\}_candidate here, not gold_next/],
  ['{schema}', 'UserError', /takes a pattern/],
  ['{schema}_next', 'DataError', /there is no table in gold_next, gold_finance_next; build them first/],
])('says what is wrong with %s, and the next run may write', async (where, name, message) => {
  await bakery.gate(1);
  const warehouse = bakery.open();
  await expect(begin(warehouse, where)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  await warehouse.close();
  await bakery.gate(2);
  expect(await bakery.shown()).toEqual([2, 2]);
});
