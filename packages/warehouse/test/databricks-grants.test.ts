import { afterEach, describe, expect, inject, it } from 'vitest';
import { type Bakery, type BakeryOptions, openBakery, TABLES } from './fake/bakery.ts';

let bakery: Bakery;
afterEach(() => bakery.close());

const paths = TABLES.map((table) => ['lake', ...table.split('.')].map((name) => `\`${name}\``).join('.'));
const grant = async () => {
  for (const path of paths) await bakery.delta.run(`grant select on table ${path} to customers`);
};
const granted = async () => {
  const answers = await Promise.all(paths.map((path) => bakery.delta.run(`show grants on table ${path}`)));
  return answers.map(({ rows }) => rows);
};
const ALL = TABLES.map(() => [['customers', 'SELECT']]);

describe.each<readonly [way: string, options: BakeryOptions, manage: boolean]>([
  ['table by table', {}, false],
  ['in one transaction', {}, true],
  ['as slots', { publish: 'slots' }, false],
])('what is granted on tables that are published %s', (_, options, isManaged) => {
  const begin = async () => {
    bakery = await openBakery(inject('certificate'), options);
    await bakery.gate(1);
    if (isManaged) await bakery.manage(...TABLES);
    await grant();
    expect(await granted()).toEqual(ALL);
  };

  it('stays when they are published again, with the same columns and with others, and when they return', async () => {
    await begin();
    await bakery.gate(2);
    expect(await granted()).toEqual(ALL);
    await bakery.gate(3, 2000, `, 'rye' as flour`);
    expect(await granted()).toEqual(ALL);
    const warehouse = bakery.open();
    await warehouse.rollback({ wait: 3 });
    expect([await bakery.shown(), await granted()]).toEqual([[2, 2], ALL]);
    await warehouse.rollback({ to: '20260201_060001_0000', wait: 3 });
    expect([await bakery.shown(), await granted()]).toEqual([[1, 1], ALL]);
    await warehouse.close();
  });

  it('stays when a publication fails and is undone', async () => {
    await begin();
    bakery.fake.fail(({ statement }) =>
      statement &&
      /^(create or replace table `lake`\.`gold_finance`\.|insert overwrite|begin atomic)/.test(
        statement.replace(/^\/\*.*?\*\/ /, ''),
      )
        ? { kind: 'refusal', message: '[FAKE] no. SQLSTATE: 42000' }
        : undefined,
    );
    await expect(bakery.gate(2)).rejects.toMatchObject({ message: expect.stringMatching(/nothing has changed/) });
    expect([await bakery.shown(), await granted()]).toEqual([[1, 1], ALL]);
  });
});

it('is gone with a table that is dropped and a view that is replaced, as Databricks has it', async () => {
  bakery = await openBakery(inject('certificate'), {});
  const [path = ''] = paths;
  await bakery.gate(1);
  await grant();
  await bakery.delta.run(`drop table if exists ${path}`);
  await bakery.delta.run(`create or replace view ${path} tblproperties ('a' = 'b') as select 1 as made_by`);
  expect((await granted())[0]).toEqual([]);
  await grant();
  await bakery.delta.run(`create or replace view ${path} tblproperties ('a' = 'b') as select 2 as made_by`);
  expect((await granted())[0]).toEqual([]);
});
