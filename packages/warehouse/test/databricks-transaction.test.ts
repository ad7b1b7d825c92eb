import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { type Bakery, openBakery, TABLES } from './fake/bakery.ts';

let bakery: Bakery;
beforeEach(async () => {
  bakery = await openBakery(inject('certificate'));
  await bakery.gate(1);
});
afterEach(() => bakery.close());

const statements = (from: number) => bakery.fake.calls.slice(from).flatMap(({ statement }) => statement ?? []);
const published = (from: number) => ({
  together: statements(from).filter((text) => text.includes('begin atomic')).length,
  alone: statements(from).filter((text) => /^create or replace table `lake`\.`gold(_finance)?`/.test(text)).length,
});
it('publishes table by table where the catalog does not manage every table', async () => {
  await bakery.manage('gold.loaves');
  const from = bakery.fake.calls.length;
  await bakery.gate(2);
  expect(published(from)).toEqual({ together: 0, alone: 2 });
  expect(await bakery.shown()).toEqual([2, 2]);
});

it('publishes all tables in one transaction where the catalog manages them', async () => {
  await bakery.manage(...TABLES);
  const from = bakery.fake.calls.length;
  await bakery.gate(2);
  expect(published(from)).toEqual({ together: 1, alone: 0 });
  expect(await bakery.shown()).toEqual([2, 2]);

  const warehouse = bakery.open();
  await warehouse.rollback({ wait: 3 });
  expect(await bakery.shown()).toEqual([1, 1]);
  await warehouse.close();
});

it('goes table by table when the server refuses the transaction after all', async () => {
  await bakery.manage(...TABLES);
  const message =
    '[MULTI_STATEMENT_TRANSACTION_NOT_SUPPORTED.ACCESS_DELTA_TABLE_WITH_RLS_CM] Table has row filters. SQLSTATE: 25000';
  bakery.fake.fail(({ statement }) => (statement?.includes('begin atomic') ? { kind: 'refusal', message } : undefined));
  const from = bakery.fake.calls.length;
  await bakery.gate(2);
  expect(published(from)).toEqual({ together: 1, alone: 2 });
  expect(await bakery.shown()).toEqual([2, 2]);
});
