import { expect, inject, it } from 'vitest';
import { openBakery, TABLES } from './fake/bakery.ts';

const HOUR = 3_600_000;

it('keeps the last candidate for a look, and drops it after a week although no newer one has come', async () => {
  const bakery = await openBakery(inject('certificate'));
  const begin = async (n: number, startedAt: Date) => {
    const warehouse = bakery.open();
    const id = `20260201_06000${n}_0000`;
    const run = { id, project: 'bakery', target: 'prod', asOf: '2026-01-31', git: null, startedAt };
    await (await warehouse.begin({ run, wait: 3, builds: TABLES })).close();
    await warehouse.close();
  };
  const kept = async () => {
    const rows = await bakery.delta.look(
      "select distinct right(schema_name, 6)[1:1] as n from duckdb_schemas() where schema_name like '%\\_\\_2026%' escape '\\' order by 1",
    );
    return rows.map(({ n }) => n);
  };
  const first = new Date('2026-02-01T06:00:01Z');
  await begin(1, first);
  await begin(2, new Date(first.getTime() + 24 * HOUR));
  expect(await kept(), 'beside the new one the last').toEqual(['1', '2']);
  await begin(3, new Date(first.getTime() + 25 * HOUR));
  expect(await kept()).toEqual(['2', '3']);
  await begin(4, new Date(first.getTime() + 25 * HOUR + 8 * 24 * HOUR));
  expect(await kept(), 'the last is older than a week').toEqual(['4']);
  await bakery.close();
});

it.each([30, -30])(
  'knows who is at work and what came last where its clock is %i hours behind the server',
  async (ahead) => {
    const bakery = await openBakery(inject('certificate'), { ahead, silence: 30 });
    const run = (n: number, startedAt: string) => ({
      ...{ id: `20260201_06000${n}_0000`, project: 'bakery', target: 'prod', asOf: '2026-01-31', git: null },
      startedAt: new Date(startedAt),
    });
    await bakery.gate(1);
    const [one, two] = [bakery.open(), bakery.open()];
    // The later run is of a machine that lives in the past
    await (await one.begin({ run: run(2, '2031-01-01T00:00:00Z'), wait: 3, builds: TABLES })).close();
    const held = await one.begin({ run: run(3, '2001-01-01T00:00:00Z'), wait: 3, builds: TABLES });
    expect(await two.lastCandidate()).toMatchObject({ run: run(3, '2001-01-01').id });
    await expect(two.begin({ run: run(4, '2026-02-01T00:00:00Z'), wait: 0, builds: TABLES })).rejects.toMatchObject({
      name: 'UnavailableError',
      message: expect.stringMatching(/another run is at work: 20260201_060003_0000 by baker, seen \d s ago/),
    });
    await held.close();
    await bakery.gate(5);
    expect(await bakery.shown()).toEqual([5, 5]);
    await two.rollback({ wait: 3 });
    expect(await bakery.shown()).toEqual([1, 1]);
    await one.close();
    await two.close();
    await bakery.close();
  },
);
