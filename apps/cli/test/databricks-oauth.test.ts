import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { everyHostIs, openIdentity } from '@assay/warehouse/testing/fake';
import { afterEach, expect, it } from 'vitest';
import { APPLES, type Lakehouse, openLakehouse } from './lakehouse.ts';

const SECRET = 'dose-of-cider';
const ENTRY = `host: orchard.cloud.databricks.com, client_id: picker-4711, client_secret: "\${DATABRICKS_CLIENT_SECRET}"`;

let lakehouse: Lakehouse;
let back = (): void => {};
afterEach(async () => {
  back();
  await lakehouse.close();
});

const gateWith = async (secret: string) => {
  const identity = openIdentity({ clientId: 'picker-4711', secret: SECRET });
  lakehouse = await openLakehouse({ identity, entry: ENTRY, env: { DATABRICKS_CLIENT_SECRET: secret } });
  back = everyHostIs(lakehouse.fake.port);
  return { ...(await lakehouse.assay('gate')), tokens: identity.issued() };
};
/** All that a run has left in the project, its own files aside. */
const written = async (): Promise<string> => {
  const files = await readdir(lakehouse.folder, { recursive: true, withFileTypes: true });
  const own = files.filter((file) => file.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return (await Promise.all(own.map((file) => readFile(file, 'utf8')))).join('\n');
};

it('publishes as a service principal, and writes neither its secret nor its token anywhere', async () => {
  const { code, stdout, stderr, tokens } = await gateWith(SECRET);
  expect(code, stdout + stderr).toBe(0);
  expect(await lakehouse.shown()).toEqual([APPLES, APPLES]);
  const all = stdout + stderr + (await written());
  expect(all).toContain('DATABRICKS_CLIENT_SECRET');
  expect(all).not.toContain(SECRET);
  expect(tokens).toHaveLength(1);
  expect(all).not.toContain(tokens[0]?.split('.')[1]);
});

it('says in one sentence that a secret is wrong, with exit code 3, and does not show it', async () => {
  const { code, stdout, stderr } = await gateWith('dose-of-perry');
  expect(stderr).toMatch(
    /^[^\n]*orchard\.cloud\.databricks\.com refused the service principal; check `client_id` and `client_secret`\n$/,
  );
  expect(code).toBe(3);
  expect(stdout + stderr + (await written())).not.toMatch(/dose-of/);
  expect(await lakehouse.shown()).toEqual([undefined, undefined]);
});
