import { afterEach, expect, inject, it } from 'vitest';
import { type Bakery, openBakery } from './fake/bakery.ts';
import type { FakeOptions } from './fake/server.ts';

let bakery: Bakery;
afterEach(() => bakery.close());

const session = async (options: Omit<FakeOptions, 'certificate' | 'delta'> = {}) => {
  bakery = await openBakery(inject('certificate'), options);
  await bakery.gate(1);
  const warehouse = bakery.open();
  const opened = await warehouse.published();
  if (!opened) throw new Error('nothing is published');
  return { session: opened, close: () => warehouse.close() };
};

it.each<Omit<FakeOptions, 'certificate' | 'delta'>>([
  { transport: 'arrow' },
  { transport: 'columns' },
  { transport: 'columns', directResults: false },
  { transport: 'arrow', directResults: false },
  { transport: 'hive' },
])('hands the same values over by %j', async (options) => {
  const opened = await session(options);
  const { rows } = await opened.session.query(
    `select cast(null as string) as nothing, cast(col0 as int) as n, col1 as big, cast(col2 as decimal(19,2)) as money,
            cast(col3 as double) as x, col4 as yes, date '2026-01-31' as d
     from (values (1, 9007199254740993, '12345678901234567.89', 0.30000000000000004e0, true), (-2, 0, '0', 1e0, false))`,
  );
  expect(rows).toEqual([
    {
      ...{
        nothing: null,
        n: 1,
        big: '9007199254740993',
        money: '12345678901234567.89',
        x: 0.30000000000000004,
        yes: true,
      },
      d: '2026-01-31',
    },
    { ...{ nothing: null, n: -2, big: '0', money: '0.00', x: 1, yes: false }, d: '2026-01-31' },
  ]);
  expect((await opened.session.query(`select cast('x' as string) as a where 1 = 0`)).rows).toEqual([]);
  await opened.close();
});

it.each(['GetOperationStatus', 'GetResultSetMetadata', 'FetchResults', 'CloseOperation'])(
  'tells when %s is asked again',
  async (method) => {
    const opened = await session({ directResults: false });
    bakery.told.length = 0;
    let refused = 0;
    bakery.fake.fail((call) =>
      call.method === method && refused++ < 2 ? { kind: 'status', status: 503, retryAfter: 1 } : undefined,
    );
    expect((await opened.session.query(`select cast('x' as string) as a`)).rows).toEqual([{ a: 'x' }]);
    expect(refused).toBeGreaterThan(2);
    expect(bakery.told).toEqual([
      expect.stringMatching(/^(asking 127\.0\.0\.1 about a statement|“select.*”) failed.*; attempt 2$/),
      expect.stringMatching(/^(asking 127\.0\.0\.1 about a statement|“select.*”) failed.*; attempt 3$/),
    ]);
    await opened.close();
  },
);

it('cancels on the server what took too long here, and goes on', async () => {
  const opened = await session();
  bakery.fake.fail(({ statement }) => (statement?.includes('slowly') ? { kind: 'never ends' } : undefined));
  const asked = opened.session.execute(`select cast('slowly' as string) as s`, { timeout: 150 });
  await expect(asked).rejects.toMatchObject({ name: 'UnavailableError', message: expect.stringContaining('150 ms') });
  expect((await opened.session.query(`select cast('on' as string) as s`)).rows).toEqual([{ s: 'on' }]);
  await expect.poll(() => bakery.fake.calls.some(({ method }) => method === 'CancelOperation')).toBe(true);
  await opened.close();
});

it('says CancelledError when the user stops it, and cancels on the server', async () => {
  const opened = await session();
  const controller = new AbortController();
  bakery.fake.fail(({ statement }) => (statement?.includes('slowly') ? { kind: 'never ends' } : undefined));
  const asked = opened.session.execute(`select cast('slowly' as string) as s`, { signal: controller.signal });
  setTimeout(() => controller.abort(), 100);
  await expect(asked).rejects.toMatchObject({ name: 'CancelledError' });
  await expect.poll(() => bakery.fake.calls.some(({ method }) => method === 'CancelOperation')).toBe(true);
  await opened.close();
});

it.each([
  ['expired session', { kind: 'expired session' }, 'UnavailableError', /ended the session; run the command again/],
  [
    'quota',
    { kind: 'refusal', message: '[RESOURCE_EXHAUSTED] Cannot have more than 10 running queries. SQLSTATE: 53000' },
    'UnavailableError',
    /out of quota or overloaded/,
  ],
  [
    'permission',
    {
      kind: 'refusal',
      message: "[INSUFFICIENT_PERMISSIONS] User does not have permission SELECT on table 'x'. SQLSTATE: 42501",
    },
    'UnavailableError',
    /does not permit it: User does not have permission SELECT on table 'x'\.$/,
  ],
  [
    'stopped',
    { kind: 'refusal', message: 'The SQL warehouse 123 is stopped' },
    'UnavailableError',
    /has no running warehouse there; start it/,
  ],
] as const)('says in one sentence what an answer about %s means', async (_, fault, name, sentence) => {
  const opened = await session();
  bakery.fake.fail(({ statement }) => (statement?.includes('loaves') ? fault : undefined));
  const asked = opened.session.query(`select cast('loaves' as string) as s`);
  await expect(asked).rejects.toMatchObject({ name, message: expect.stringMatching(sentence) });
  await opened.close();
});
