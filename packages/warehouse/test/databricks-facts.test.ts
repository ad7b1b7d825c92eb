import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { openBakery } from './fake/bakery.ts';

it('knows when rows changed, whatever was done to a table since that left them alone', async () => {
  const bakery = await openBakery(inject('certificate'));
  await bakery.gate(1);
  const warehouse = bakery.open();
  const changed = async () => (await warehouse.facts(['gold'])).get('gold.loaves')?.changedAt ?? '';
  const first = await changed();
  expect(Math.abs(Date.parse(first) - Date.now())).toBeLessThan(60_000);

  const session = await warehouse.published();
  for (let i = 0; i < 25; i++) await session?.execute(`optimize ${session.physical('gold', 'loaves')}`);
  expect(await changed()).toBe(first);

  await sleep(5);
  await bakery.gate(2);
  expect(Date.parse(await changed())).toBeGreaterThan(Date.parse(first));
  await warehouse.close();
  await bakery.close();
});

it.each(['naïve-日本', 'tick`ed', 'dotted.name', "it's", 'SELECT'])('knows a table named %s', async (name) => {
  const bakery = await openBakery(inject('certificate'));
  await bakery.gate(1);
  const warehouse = bakery.open();
  const session = await warehouse.published();
  const path = session?.physical('gold', name);
  await session?.execute(
    `create or replace table ${path} tblproperties ('assay.owner' = 'x@example.com') as select 1 as a`,
  );
  expect((await session?.catalog(['gold']))?.get(`gold.${name}`)).toEqual([{ name: 'a', type: 'int' }]);
  expect((await warehouse.facts(['gold'])).get(`gold.${name}`)).toMatchObject({
    properties: { owner: 'x@example.com' },
    changedAt: expect.stringMatching(/^20/),
  });
  await warehouse.close();
  await bakery.close();
});

it('reads the log of those tables alone that may be young, and of none whose age nobody asks for', async () => {
  const bakery = await openBakery(inject('certificate'));
  await bakery.gate(1);
  const warehouse = bakery.open();
  const session = await warehouse.published();
  await session?.execute('create or replace view lake.gold.shelf as select 1 as a');
  const ask = async (from: string | null) => {
    const start = bakery.fake.calls.length;
    const facts = await warehouse.facts(['gold', 'gold_finance'], (table) => (table === 'gold.loaves' ? from : null));
    const sent = bakery.fake.calls.slice(start).flatMap(({ statement }) => statement ?? []);
    return {
      loaves: facts.get('gold.loaves'),
      others: [facts.get('gold_finance.takings')?.changedAt, facts.get('gold.shelf')?.changedAt],
      logs: sent.filter((text) => text.startsWith('describe history')).length,
      schemas: sent.filter((text) => text.includes('information_schema.tables')).length,
    };
  };
  const young = await ask('2026-01-01T00:00:00.000Z');
  expect(young).toMatchObject({ others: [null, null], logs: 1, schemas: 1 });
  expect(young.loaves?.orEarlier).toBeUndefined();

  // OPTIMIZE touches a table and changes no row: only its log tells the two apart
  await sleep(5);
  const betweenTheTwo = new Date().toISOString();
  await sleep(5);
  await session?.execute(`optimize ${session.physical('gold', 'loaves')}`);
  const touched = await ask(betweenTheTwo);
  expect(touched.logs).toBe(1);
  expect(touched.loaves?.changedAt).toBe(young.loaves?.changedAt);

  const old = await ask(new Date(Date.now() + 60_000).toISOString());
  expect(old).toMatchObject({ logs: 0, schemas: 1, loaves: { orEarlier: true } });
  expect(Date.parse(old.loaves?.changedAt ?? '')).toBeGreaterThan(Date.parse(young.loaves?.changedAt ?? ''));
  expect(await ask(null)).toMatchObject({ logs: 0, loaves: { changedAt: null } });
  await warehouse.close();
  await bakery.close();
});
