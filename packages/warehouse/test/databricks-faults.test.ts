import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { type Bakery, openBakery } from './fake/bakery.ts';

let bakery: Bakery;
beforeEach(async () => {
  bakery = await openBakery(inject('certificate'));
});
afterEach(() => bakery.close());

it('leaves no trace of a fault when there is none', async () => {
  await bakery.gate(1);
  expect(await bakery.shown()).toEqual([1, 1]);
  expect(bakery.fake.calls.length).toBeGreaterThan(20);
  expect(bakery.told).toEqual([]);
});

it('asks without direct results as well', async () => {
  await bakery.close();
  bakery = await openBakery(inject('certificate'), { directResults: false });
  await bakery.gate(1);
  expect(await bakery.shown()).toEqual([1, 1]);
});

it('gives up with exit code 3 when the server stays away, and the set is as it was', async () => {
  await bakery.gate(1);
  const start = bakery.fake.calls.length;
  bakery.fake.fail(({ number }) => (number > start + 12 ? { kind: 'status', status: 503 } : undefined));
  await expect(bakery.gate(2)).rejects.toMatchObject({ name: 'UnavailableError' });
  expect(bakery.told.length).toBeGreaterThan(1);
  bakery.fake.fail(() => undefined);
  await bakery.gate(3);
  expect(await bakery.shown()).toEqual([3, 3]);
});

it('waits for a warehouse that takes its time to start', async () => {
  let refusals = 0;
  bakery.fake.fail(({ method }) =>
    method === 'OpenSession' && refusals++ < 6 ? { kind: 'status', status: 503 } : undefined,
  );
  await bakery.gate(1);
  expect(await bakery.shown()).toEqual([1, 1]);
  expect(bakery.told).toHaveLength(6);
  expect(bakery.told[0]).toMatch(/opening a session.*attempt 2/);
});

it.each([
  [401, /refused the token/],
  [403, /CAN USE/],
  [404, /http_path/],
])('says what a refusal with %i means, at once', async (status, sentence) => {
  bakery.fake.fail(({ method }) => (method === 'OpenSession' ? { kind: 'status', status } : undefined));
  await expect(bakery.gate(1)).rejects.toMatchObject({
    name: 'UnavailableError',
    message: expect.stringMatching(sentence),
  });
  expect(bakery.fake.calls).toHaveLength(1);
});

it('stops a statement that takes longer than it may, while the server still thinks', async () => {
  await bakery.gate(1);
  const warehouse = bakery.open();
  const session = await warehouse.published();
  bakery.fake.fail(({ statement }) => (statement?.includes('slowly') ? { kind: 'slow', ms: 600 } : undefined));
  const start = performance.now();
  await expect(session?.execute(`select cast('slowly' as string) as s`, { timeout: 100 })).rejects.toMatchObject({
    name: 'UnavailableError',
    message: expect.stringContaining('100 ms'),
  });
  expect(performance.now() - start).toBeLessThan(500);
  await warehouse.close();
});

it('takes the place of a first run that died between making the table of the writer and the place in it', async () => {
  bakery.fake.fail(({ statement }) => (statement?.includes('merge into') ? { kind: 'lost request' } : undefined));
  await expect(bakery.gate(1, 40)).rejects.toMatchObject({ name: 'UnavailableError' });
  bakery.fake.fail(() => undefined);
  await bakery.gate(2);
  expect(await bakery.shown()).toEqual([2, 2]);
});
