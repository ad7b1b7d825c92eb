import { afterEach, expect, it } from 'vitest';
import { APPLES, type Lakehouse, openLakehouse } from './lakehouse.ts';

/** Of every so many calls one meets the fault, each fault beginning at another one: the warehouse's own tests try every call. */
const STEP = 4;

let lakehouse: Lakehouse;
let calls: number;
let factor = 1;
/** A lakehouse with a published set, and what a gate asks of it; a server that is away is tried again for so many seconds. */
const open = async (retryFor: number) => {
  lakehouse = await openLakehouse({ retryFor });
  expect((await lakehouse.assay('gate')).code).toBe(0);
  const before = lakehouse.fake.calls.length;
  expect((await lakehouse.assay('gate')).code).toBe(0);
  calls = lakehouse.fake.calls.length - before;
  factor = 1;
};
afterEach(() => lakehouse.close());

const next = async () => {
  const before = factor * APPLES;
  factor += 1;
  await lakehouse.fillSilver(factor);
  return { before, after: factor * APPLES };
};

const settled = async (what: string) => {
  lakehouse.fake.fail(() => undefined);
  await lakehouse.anHourLater();
  const again = await lakehouse.assay('gate');
  expect(again.code, `${what}\n${again.stderr}`).toBe(0);
  expect(await lakehouse.shown(), what).toEqual([factor * APPLES, factor * APPLES]);
};

it.each([
  ['lost request', { kind: 'lost request' }, 0],
  ['lost answer', { kind: 'lost answer' }, 1],
  ['429 with Retry-After', { kind: 'status', status: 429, retryAfter: 1 }, 2],
  ['503', { kind: 'status', status: 503 }, 3],
  ['a reply that takes 300 ms', { kind: 'slow', ms: 300 }, 0],
] as const)('a gate that meets %s at one call publishes all the same', async (name, fault, offset) => {
  await open(20);
  for (let i = 1 + offset; i <= calls; i += STEP) {
    const { after } = await next();
    const failing = lakehouse.fake.calls.length + i;
    lakehouse.fake.fail(({ number }) => (number === failing ? fault : undefined));
    const { code, stderr } = await lakehouse.assay('gate');
    const what = `${name} at ${i} of ${calls}: ${lakehouse.fake.calls[failing - 1]?.statement ?? lakehouse.fake.calls[failing - 1]?.method}`;
    expect(code, `${what}\n${stderr}`).toBe(0);
    expect(await lakehouse.shown(), what).toEqual([after, after]);
  }
});

it.each([
  ['an expired session', { kind: 'expired session' }, 0],
  [
    'no permission',
    { kind: 'refusal', message: '[INSUFFICIENT_PERMISSIONS] User does not have permission. SQLSTATE: 42501' },
    1,
  ],
  [
    'no quota',
    { kind: 'refusal', message: '[RESOURCE_EXHAUSTED] maximum number of running queries. SQLSTATE: 53000' },
    2,
  ],
  ['a server that is away from then on', { kind: 'lost request' }, 3],
] as const)(
  'a gate that meets %s ends with 3 or publishes, and nothing stays half-published',
  async (name, fault, offset) => {
    await open(0.3);
    for (let i = 1 + offset; i <= calls; i += STEP) {
      const { before, after } = await next();
      const first = lakehouse.fake.calls.length + i;
      lakehouse.fake.fail(({ number }) =>
        (fault.kind === 'lost request' ? number >= first : number === first) ? fault : undefined,
      );
      const { code, stderr } = await lakehouse.assay('gate');
      const met = lakehouse.fake.calls[first - 1];
      const what = `${name} at ${i} of ${calls}: ${met?.statement ?? met?.method}\n${stderr}`;
      expect([0, 3], what).toContain(code);
      expect(stderr, what).not.toMatch(/bug of ours/);
      const shown = await lakehouse.shown();
      for (const apples of shown) expect([before, after], what).toContain(apples);
      // Where the server answered again, the run itself has brought both tables to one state
      if (fault.kind !== 'lost request') expect(shown[0], what).toBe(shown[1]);
      if (code === 0) expect(shown, what).toEqual([after, after]);
      await settled(what);
    }
  },
);
