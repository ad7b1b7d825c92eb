import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { type Bakery, openBakery } from './fake/bakery.ts';
import type { Call, Fault } from './fake/server.ts';

let bakery: Bakery;
beforeEach(async () => {
  bakery = await openBakery(inject('certificate'));
});
afterEach(() => bakery.close());

const caught = (work: Promise<unknown>): Promise<Error | undefined> =>
  work.then(
    () => undefined,
    (error: Error) => error,
  );

/** How many calls a run after another makes. */
const callsOfOneRun = async (): Promise<number> => {
  await bakery.gate(4);
  const before = bakery.fake.calls.length;
  await bakery.gate(1);
  return bakery.fake.calls.length - before;
};

const describeCall = (call: Call | undefined) => `${call?.number}: ${call?.method} ${call?.statement ?? ''}`;

it.each<Fault>([
  { kind: 'lost request' },
  { kind: 'lost answer' },
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'status', status: 503 },
])('publishes the set, whichever call of a run meets %j once', async (fault) => {
  const calls = await callsOfOneRun();
  for (let i = 1; i <= calls; i++) {
    const failing = bakery.fake.calls.length + i;
    const next = (i % 8) + 2;
    bakery.fake.fail(({ number }) => (number === failing ? fault : undefined));
    const error = await caught(bakery.gate(next));
    const call = describeCall(bakery.fake.calls[failing - 1]);
    expect(error, call).toBeUndefined();
    expect(await bakery.shown(), call).toEqual([next, next]);
  }
});

it.each<['gate' | 'rollback', Fault]>([
  ['gate', { kind: 'lost request' }],
  ['rollback', { kind: 'lost request' }],
])('brings the set to one state by the next %s, whichever call was the last that came through', async (how, fault) => {
  const calls = await callsOfOneRun();
  for (let i = 1; i <= calls; i++) {
    const last = bakery.fake.calls.length + i;
    bakery.fake.fail(({ number }) => (number > last ? fault : undefined));
    const error = await caught(bakery.gate(2, 40));
    bakery.fake.fail(() => undefined);
    const call = describeCall(bakery.fake.calls[last - 1]);
    if (error) expect(error, call).toMatchObject({ name: 'UnavailableError' });
    // Each table has its old rows or its new ones, and nothing in between
    for (const rows of await bakery.shown()) expect([1, 2], call).toContain(rows);

    if (how === 'gate') await bakery.gate(3);
    else {
      const warehouse = bakery.open();
      await warehouse.rollback({ wait: 3 });
      const [first, second] = await bakery.shown();
      expect(first, call).toBe(second);
      expect((await warehouse.publication())?.run, call).toBe(`20260201_06000${first}_0000`);
      await warehouse.close();
    }
    await bakery.gate(1);
    expect(await bakery.shown(), call).toEqual([1, 1]);
  }
});
