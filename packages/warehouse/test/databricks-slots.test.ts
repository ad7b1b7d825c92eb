import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { type Bakery, openBakery, TABLES } from './fake/bakery.ts';

let bakery: Bakery;
beforeEach(async () => {
  bakery = await openBakery(inject('certificate'), { publish: 'slots' });
});
afterEach(() => bakery.close());

const statements = (from: number) => bakery.fake.calls.slice(from).flatMap(({ statement }) => statement ?? []);
const commits = (from: number) => statements(from).filter((text) => /merge into `lake`\.`_assay`\.`slots`/.test(text));
const views = (from: number) =>
  statements(from).filter((text) => /\b(create or replace|alter) view \S+\s+(tblproperties|comment|as)\b/.test(text));

it('shows all tables of a set by one commit, leaves the views alone, and goes back by one commit', async () => {
  await bakery.gate(1);
  expect(await bakery.shown()).toEqual([1, 1]);
  const from = bakery.fake.calls.length;
  await bakery.gate(2);
  expect(await bakery.shown()).toEqual([2, 2]);
  expect(commits(from)).toHaveLength(1);
  expect(views(from)).toEqual([]);

  const warehouse = bakery.open();
  expect([
    ...((await (await warehouse.published())?.catalog(['gold', 'gold_finance', 'gold__slots'])) ?? new Map()).keys(),
  ]).toEqual(['gold.loaves', 'gold_finance.takings']);
  const back = bakery.fake.calls.length;
  expect((await warehouse.rollback({ wait: 3 })).run).toBe('20260201_060001_0000');
  expect(await bakery.shown()).toEqual([1, 1]);
  expect(commits(back)).toHaveLength(1);
  expect(statements(back).filter((text) => /overwrite|restore/.test(text))).toEqual([]);
  await warehouse.close();
});

it('keeps the slots of the last publications and forgets older ones', async () => {
  for (const n of [1, 2, 3, 4, 5, 6]) await bakery.gate(n);
  const [{ name } = { name: '' }] = await bakery.delta.look(
    "select table_name as name from duckdb_tables() where schema_name = 'gold__slots'",
  );
  const kept = await bakery.delta.look(`select distinct _slot from lake.gold__slots."${name}" order by 1`);
  expect(kept.map(({ _slot }) => String(_slot).slice(9, 15))).toEqual(['060003', '060004', '060005', '060006']);
});

it('changes a view whose columns change after the commit, and finds the old columns again', async () => {
  await bakery.gate(1);
  const from = bakery.fake.calls.length;
  await bakery.gate(2, 2000, `, 'rye' as flour`);
  expect(views(from)).toHaveLength(2);
  expect(statements(from).findIndex((text) => commits(from).includes(text))).toBeLessThan(
    statements(from).findIndex((text) => views(from).includes(text)),
  );
  expect(await bakery.delta.look('select * from lake.gold.loaves')).toEqual([{ made_by: 2, flour: 'rye' }]);
  const warehouse = bakery.open();
  await warehouse.rollback({ wait: 3 });
  expect(await bakery.delta.look('select * from lake.gold.loaves')).toEqual([{ made_by: 1 }]);
  await warehouse.close();
});

it.each([
  [1, 'rollback', [{ made_by: 1 }]],
  [2, 'rollback', [{ made_by: 1 }]],
  [3, 'rollback', [{ made_by: 1 }]],
  [1, 'resume', [{ made_by: 2, flour: 'rye' }]],
  [2, 'resume', [{ made_by: 2, flour: 'rye' }]],
  [3, 'resume', [{ made_by: 2, flour: 'rye' }]],
] as const)('cut short before change %i of a view, the next %s shows one set', async (nth, next, shown) => {
  await bakery.gate(1);
  let changes = 0;
  bakery.fake.fail(({ statement }) => {
    if (statement?.includes('alter view `lake`.`gold`.')) changes += 1;
    return changes >= nth ? { kind: 'lost request' } : undefined;
  });
  await expect(bakery.gate(2, 50, `, 'rye' as flour`)).rejects.toMatchObject({ name: 'UnavailableError' });
  bakery.fake.fail(() => undefined);
  await bakery.delta.run(`update lake._assay.writer set seen = seen - interval 1 hour`);
  const warehouse = bakery.open();
  if (next === 'rollback') await warehouse.rollback({ wait: 3 });
  else await (await warehouse.resume({ wait: 3 }))?.close();
  await warehouse.close();
  for (const table of TABLES) expect(await bakery.delta.look(`select * from lake.${table}`)).toEqual(shown);
});

it('undoes a publication that fails before its commit, and the next one finds its way', async () => {
  await bakery.gate(1);
  const message = '[FAKE] no. SQLSTATE: 42000';
  bakery.fake.fail(({ statement }) =>
    statement?.startsWith('insert overwrite') && statement.includes('takings')
      ? { kind: 'refusal', message }
      : undefined,
  );
  await expect(bakery.gate(2)).rejects.toMatchObject({
    name: 'UnavailableError',
    message: expect.stringMatching(/was not published and nothing has changed/),
  });
  expect(await bakery.shown()).toEqual([1, 1]);
  bakery.fake.fail(() => undefined);
  await bakery.gate(3);
  expect(await bakery.shown()).toEqual([3, 3]);
});

it('leaves a table alone that is in the way of a view', async () => {
  await bakery.delta.run('create schema lake.gold');
  await bakery.delta.run('create or replace table `lake`.`gold`.`loaves` as select 7 as made_by');
  await expect(bakery.gate(1)).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringMatching(/gold\.loaves cannot be published as a slot.*publish: tables/),
  });
  expect(await bakery.delta.look('select made_by from lake.gold.loaves')).toEqual([{ made_by: 7 }]);
});
