import { afterEach, expect, it } from 'vitest';
import { type Lakehouse, openLakehouse } from './lakehouse.ts';

let lakehouse: Lakehouse;
afterEach(() => lakehouse.close());

const sent = async (queryHistory: boolean) => {
  lakehouse = await openLakehouse({ queryHistory });
  const { code, stderr } = await lakehouse.assay('gate');
  expect(code, stderr).toBe(0);
  return (await lakehouse.report()).statements.sent ?? [];
};

it('reports every statement by the id that the warehouse gave it, with rows, bytes and time', async () => {
  const statements = await sent(true);
  const calls = lakehouse.fake.calls.filter(({ statement }) => statement !== undefined);
  const asked = calls.findIndex(({ statement }) => statement?.includes('system.query.history'));
  expect(statements).toHaveLength(asked);
  expect(new Set(statements.map(({ id }) => id)).size).toBe(asked);
  expect(statements.map(({ bytes, ms }) => [bytes, ms])).toEqual(statements.map(() => [4096, 7]));
  const described = calls.findIndex(({ statement }) => statement?.startsWith('create or replace'));
  expect(statements[described]?.rows).toBeNull();
  expect(statements.filter(({ rows }) => rows === 1).length).toBeGreaterThan(2);
});

it('sets the session as a model expects it, and marks its statements with the run', async () => {
  lakehouse = await openLakehouse({ statementTimeout: 77 });
  expect((await lakehouse.assay('gate')).code).toBe(0);
  const opened = lakehouse.fake.calls.filter(({ method }) => method === 'OpenSession');
  expect(opened).toHaveLength(1);
  expect(opened[0]?.settings).toMatchObject({ ANSI_MODE: 'true', TIMEZONE: 'UTC', STATEMENT_TIMEOUT: '77' });
  expect(opened[0]?.settings?.QUERY_TAGS?.split(',').sort()).toEqual(
    ['app:assay', 'project:orchard', `run:${(await lakehouse.report()).run.id}`, 'target:prod'].sort(),
  );
});

it('reports the ids alone where the records are not readable', async () => {
  const statements = await sent(false);
  expect(statements.length).toBeGreaterThan(10);
  for (const statement of statements)
    expect(statement).toMatchObject({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), bytes: null, ms: null });
});
