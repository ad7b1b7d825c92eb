import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { type Bakery, openBakery } from './fake/bakery.ts';
import type { Call, Fault } from './fake/server.ts';

let bakery: Bakery;
beforeEach(async () => {
  bakery = await openBakery(inject('certificate'));
});
afterEach(() => bakery.close());

/** Fails one call of a second run after the other, and says what came of it: published, or an error with exit code 3. */
const failEach = async (fault: Fault) => {
  await bakery.gate(1);
  const before = bakery.fake.calls.length;
  await bakery.gate(2);
  const calls = bakery.fake.calls.slice(before);
  const outcomes: { call: Call; error: Error | undefined }[] = [];
  for (let i = 0; i < calls.length; i++) {
    const failing = bakery.fake.calls.length + 1 + i;
    const next = (i % 6) + 3;
    bakery.fake.fail(({ number }) => (number === failing ? fault : undefined));
    const error = await bakery.gate(next).then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    bakery.fake.fail(() => undefined);
    const call = bakery.fake.calls[failing - 1];
    if (!call) break; // a shorter run than the first
    outcomes.push({ call, error });
    if (!error) expect(await bakery.shown(), `${call.method} ${call.statement}`).toEqual([next, next]);
    // What comes next finishes or undoes what was cut short, and nothing stands in its way
    await bakery.gate(1);
    expect(await bakery.shown()).toEqual([1, 1]);
  }
  return outcomes;
};

const LONG = 120_000;

it.each<Fault>([
  { kind: 'lost request' },
  { kind: 'lost answer' },
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'status', status: 503, retryAfter: 1 },
])(
  'publishes all or says with exit code 3 that it could not, whichever call meets $kind $status',
  { timeout: LONG },
  async (fault) => {
    const outcomes = await failEach(fault);
    const failed = outcomes.filter(({ error }) => error !== undefined);
    for (const { call, error } of failed) {
      expect(error, `${call.method} ${call.statement}`).toMatchObject({ name: 'UnavailableError' });
      expect(error?.message).not.toMatch(/\n/);
    }
    // Only what may not be sent twice gives up: lines of the journal and the writer's place
    for (const { call } of failed) expect(call.statement ?? call.method).toMatch(/_assay|merge into|CloseSession/);
  },
);
