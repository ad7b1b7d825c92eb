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
