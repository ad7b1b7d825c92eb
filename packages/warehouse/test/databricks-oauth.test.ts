import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { openDatabricks, type SessionOptions } from '../src/databricks/session.ts';
import { type Delta, openDelta } from './fake/delta.ts';
import { everyHostIs } from './fake/every-host.ts';
import { type Identity, openIdentity } from './fake/identity.ts';
import { startFake } from './fake/server.ts';

const ID = 'baker-4711';
const SECRET = 'dose-of-sourdough';

let delta: Delta;
beforeEach(async () => {
  delta = await openDelta();
});
let close = async (): Promise<void> => {};
afterEach(async () => {
  await close();
  await delta.close();
});

const serve = async (identity: Identity) => {
  const fake = await startFake({ certificate: inject('certificate'), delta, identity });
  const back = everyHostIs(fake.port);
  close = async () => {
    back();
    await fake.close();
  };
  return fake;
};
const told: string[] = [];
const open = (auth: Partial<{ clientSecret: string; tenantId: string }> = {}, host = 'bakery.cloud.databricks.com') => {
  const options: SessionOptions = {
    ...{ host, path: '/sql/1.0/warehouses/fake', catalog: 'lake' },
    auth: { clientId: ID, clientSecret: SECRET, ...auth },
    retries: { within: 3000, pause: 5, onRetry: (message) => told.push(message) },
  };
  return openDatabricks(options);
};
const ask = `select cast('rye' as string) as bread`;

it('gets a token for id and secret where the workspace says, and shows it with every call', async () => {
  const identity = openIdentity({ clientId: ID, secret: SECRET });
  const fake = await serve(identity);
  const session = await open();
  expect((await session.query(ask)).rows).toEqual([{ bread: 'rye' }]);
  await session.close();
  expect(identity.asked).toEqual([{ url: 'https://bakery.cloud.databricks.com/oidc', scope: 'all-apis' }]);
  const shown = fake.calls.map(({ authorization }) => authorization);
  expect(shown.length).toBeGreaterThan(2);
  expect(new Set(shown)).toEqual(new Set(identity.issued()));
});

it('gets another when the token has expired in the middle of a run', async () => {
  const identity = openIdentity({ clientId: ID, secret: SECRET, lifetime: 2 });
  const fake = await serve(identity);
  const session = await open();
  await session.query(ask);
  await sleep(2100);
  expect((await session.query(ask)).rows).toEqual([{ bread: 'rye' }]);
  await session.close();
  expect(identity.issued()).toHaveLength(2);
  expect(fake.calls.at(-1)?.authorization).toBe(identity.issued()[1]);
});

it.each([
  [{}, 'https://adb-1.azuredatabricks.net/oidc', 'all-apis'],
  [
    { tenantId: 'bakers' },
    'https://login.microsoftonline.com/bakers',
    '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default offline_access',
  ],
])('asks the workspace on Azure, and Entra ID where a tenant is named: %j', async (auth, url, scope) => {
  const identity = openIdentity({ clientId: ID, secret: SECRET });
  await serve(identity);
  const session = await open(auth, 'adb-1.azuredatabricks.net');
  expect((await session.query(ask)).rows).toEqual([{ bread: 'rye' }]);
  await session.close();
  expect(identity.asked).toEqual([{ url, scope }]);
});

it('asks again when nobody is there to give a token, and says so', async () => {
  const identity = openIdentity({ clientId: ID, secret: SECRET });
  await serve(identity);
  identity.leave(2);
  told.length = 0;
  await (await open()).close();
  expect(told).toEqual([2, 3].map((n) => expect.stringMatching(`^opening a session on bakery.*503.*; attempt ${n}$`)));
});

it.each([
  ['a wrong secret', { clientSecret: 'dose-of-yeast' }, undefined, /refused the service principal; check `client_id`/],
  ['a host without OAuth', {}, '127.0.0.1', /127\.0\.0\.1 has no OAuth that is known; give the target a `token`/],
])('says in one sentence what is wrong with %s, and not the secret', async (_, auth, host, sentence) => {
  await serve(openIdentity({ clientId: ID, secret: SECRET }));
  const refused = await open(auth, host).catch((error: Error) => error);
  expect(refused).toMatchObject({ name: 'UnavailableError', message: expect.stringMatching(sentence) });
  expect(String(refused)).not.toMatch(/dose/);
});
