import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APPLES, type Lakehouse, openLakehouse } from './lakehouse.ts';

let lakehouse: Lakehouse;
beforeEach(async () => {
  lakehouse = await openLakehouse();
});
afterEach(() => lakehouse.close());

const gate = (...words: string[]) => lakehouse.assay('gate', '--wait', '0', ...words);
const statements = (from: number) =>
  lakehouse.fake.calls.slice(from).flatMap(({ statement }) => (statement === undefined ? [] : [statement]));

it('publishes a set, and asks no table more than two questions while all passes', async () => {
  const first = await gate();
  expect(first.code, first.stderr + first.stdout).toBe(0);
  expect(await lakehouse.shown()).toEqual([APPLES, APPLES]);
  const asked = statements(0).filter((text) => /^select cast\(.* as m_0/s.test(text));
  for (const table of ['silver`.`harvest', '`days', '`trees'])
    expect(
      asked.filter((text) => new RegExp(`from [^ ]*${table}`).test(text.split(' from ').at(-1) ?? text)).length,
    ).toBeLessThanOrEqual(2);
  expect(asked).toHaveLength((await lakehouse.report()).statements.check);
  expect(asked.length).toBeLessThanOrEqual(2 * 3);
  expect(asked.filter((text) => text.startsWith('describe'))).toEqual([]);
});

it('refuses what fails, and leaves what is published', async () => {
  await gate();
  await lakehouse.fillSilver(-1);
  const second = await gate();
  expect(second.code, second.stderr).toBe(1);
  expect(await lakehouse.shown()).toEqual([APPLES, APPLES]);
});

it('writes beside a published table what contract and model say of it, in the commit that changes its rows', async () => {
  await lakehouse.close();
  const changes = {
    'checks/gold/trees.yml': `table: gold.trees
description: One tree's whole harvest, the owner's pride
owner: orchard@example.com
freshness: { within: 36h, column: picked }
tags: [fruit]
columns:
  apples: { not_null: true }
`,
    'models/gold/trees.sql':
      '-- grain: tree\n-- cluster: tree\nselect tree, cast(sum(apples) as bigint) as apples, max(picked) as picked from silver.harvest where picked <= :as_of group by tree',
  };
  lakehouse = await openLakehouse({ changes });
  const { code, stdout, stderr } = await gate();
  expect(code, stdout + stderr).toBe(0);
  const { rows } = await lakehouse.delta.run('show tblproperties `lake`.`gold`.`trees`');
  expect(Object.fromEntries(rows)).toMatchObject({
    'assay.run': (await lakehouse.report()).run.id,
    'assay.owner': 'orchard@example.com',
    'assay.sla_freshness_hours': '36',
    'assay.tags': 'fruit',
    'assay.grain': 'tree',
    comment: "One tree's whole harvest, the owner's pride",
    clustering: '"tree"',
  });
  // Replaced, never dropped: that is what keeps the GRANTs of a table
  expect(statements(0).filter((text) => /^drop table|^alter table/i.test(text))).toEqual([]);
});

it('stops at Ctrl-C with 130, and nothing is half-done', async () => {
  await gate();
  await lakehouse.fillSilver(2);
  const controller = new AbortController();
  lakehouse.fake.fail(({ statement }) => {
    if (!statement?.includes('as m_0')) return undefined;
    controller.abort();
    return { kind: 'never ends' };
  });
  expect((await lakehouse.assayUntil(controller.signal, 'gate')).code).toBe(130);
  expect(await lakehouse.shown()).toEqual([APPLES, APPLES]);
  lakehouse.fake.fail(() => undefined);
  expect((await gate()).code).toBe(0);
  expect(await lakehouse.shown()).toEqual([2 * APPLES, 2 * APPLES]);
});

it('tells of each retry while it waits for a warehouse that is starting', async () => {
  let refusals = 0;
  lakehouse.fake.fail(({ method }) =>
    method === 'OpenSession' && refusals++ < 4 ? { kind: 'status', status: 503, retryAfter: 1 } : undefined,
  );
  const { code, stderr } = await gate();
  expect(code, stderr).toBe(0);
  expect(stderr.match(/opening a session on 127\.0\.0\.1 failed .*; attempt \d/g)).toHaveLength(4);
});

describe('what is wrong with a target or its rights is one sentence with exit code 3:', () => {
  const refusing = (part: string, message: string) => () =>
    lakehouse.fake.fail(({ statement }) => (statement?.includes(part) ? { kind: 'refusal', message } : undefined));
  const answering = (status: number) => () =>
    lakehouse.fake.fail(({ method }) => (method === 'OpenSession' ? { kind: 'status', status } : undefined));

  it.each<readonly [what: string, spoil: () => void, said: RegExp]>([
    ['the token', answering(401), /refused the token; make a new one/],
    ['CAN USE', answering(403), /needs CAN USE on it/],
    ['the path', answering(404), /no warehouse at that path; check `http_path`/],
    [
      'the catalog',
      refusing('_assay', "[NO_SUCH_CATALOG_EXCEPTION] Catalog 'lake' was not found. SQLSTATE: 42704"),
      /has no such catalog \(Catalog 'lake' was not found\.\); check `catalog` of the target/,
    ],
    [
      'no right to make a schema',
      refusing(
        'create schema if not exists `lake`.`gold__',
        "[INSUFFICIENT_PERMISSIONS] Insufficient privileges: User does not have permission CREATE SCHEMA on Catalog 'lake'. SQLSTATE: 42501",
      ),
      /does not permit it: .*CREATE SCHEMA on Catalog 'lake'/,
    ],
    [
      'no right to write',
      refusing(
        'create or replace table `lake`.`gold`',
        "[INSUFFICIENT_PERMISSIONS] Insufficient privileges: User does not have permission MODIFY on Table 'trees'. SQLSTATE: 42501",
      ),
      /was not published and nothing has changed: .*MODIFY on Table 'trees'/,
    ],
    [
      'no right to read history',
      refusing(
        'describe history',
        "[INSUFFICIENT_PERMISSIONS] Insufficient privileges: User does not have permission SELECT on Table 'trees'. SQLSTATE: 42501",
      ),
      /does not permit it: .*SELECT on Table 'trees'/,
    ],
    [
      'a stopped warehouse',
      refusing('select', 'The SQL warehouse 0123 is stopped and auto start is off'),
      /no running warehouse there; start it/,
    ],
    [
      'an overloaded warehouse',
      refusing('select', '[RESOURCE_EXHAUSTED] maximum number of running queries. SQLSTATE: 53000'),
      /out of quota or overloaded/,
    ],
    [
      'a statement that the server does not understand',
      refusing(
        'create schema if not exists `lake`.`gold__',
        "[PARSE_SYNTAX_ERROR] Syntax error at or near 'schema'. SQLSTATE: 42601",
      ),
      /127\.0\.0\.1 refused “create schema if not exists `lake`\.`gold__[^”]*”: Syntax error at or near 'schema'/,
    ],
  ])('%s', async (_, spoil, said) => {
    spoil();
    const { code, stderr } = await gate();
    expect(stderr).toMatch(said);
    expect(stderr).not.toMatch(/\n\s+at |bug of ours/);
    expect(code).toBe(3);
    lakehouse.fake.fail(() => undefined);
    expect(await lakehouse.shown()).toEqual([undefined, undefined]);
  });

  it('a host that is not there', async () => {
    await lakehouse.fake.close();
    const { code, stderr } = await gate();
    expect(stderr).toMatch(/127\.0\.0\.1 refuses connections; check `host` of the target/);
    expect(code).toBe(3);
  });
});

it('refuses a model outside the common subset with file and line, before anything is sent', async () => {
  await lakehouse.close();
  const halves = '-- grain: tree\nselect tree, apples / 2 as half from silver.harvest\n';
  lakehouse = await openLakehouse({ changes: { 'models/gold/halves.sql': halves } });
  const { code, stderr } = await gate();
  expect(stderr).toMatch(/models\/gold\/halves\.sql:2:\d+: /);
  expect(code).toBe(2);
  expect(lakehouse.fake.calls).toEqual([]);
});

describe('what is in the way is left alone:', () => {
  it('a table that is a view, or foreign, or not Delta', async () => {
    lakehouse.fake.fail(({ statement }) =>
      statement?.startsWith('describe history')
        ? { kind: 'refusal', message: '[EXPECT_TABLE_NOT_VIEW] `lake`.`gold`.`trees` is a view. SQLSTATE: 42809' }
        : undefined,
    );
    const { code, stderr } = await gate();
    expect(stderr).toMatch(
      /gold\.\w+ cannot be published over: what is there is no Delta table \(EXPECT_TABLE_NOT_VIEW\); move it away/,
    );
    expect(code).toBe(2);
  });
});
