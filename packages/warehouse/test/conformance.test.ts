import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DuckdbSession, openDuckdb } from '../src/index.ts';
import cases from './conformance.json' with { type: 'json' };

let session: DuckdbSession;
beforeAll(async () => {
  session = await openDuckdb({ path: ':memory:' });
});
afterAll(() => session.close());

const written = async (text: string): Promise<string> => {
  const { rows } = await session.query(text);
  const value = (cell: unknown) => (cell === null ? 'NULL' : String(cell));
  return rows.map((row) => Object.values(row).map(value).join('|')).join(';');
};

const topics = new Set(cases.map((one) => one.topic));

describe.each([...topics])('on DuckDB, as on Databricks, SQL of %s', (topic) => {
  it.each(cases.filter((one) => one.topic === topic && one.duckdb === 'runs'))('$claim', async ({ sql, gives }) => {
    expect(await written(sql), sql).toBe(gives);
  });
});

it('keeps a claim and a rule for each case that models may not use', () => {
  for (const one of cases) expect(one.duckdb === 'refused', one.claim).toBe('rule' in one);
});

it('refuses a date pattern that it does not know', async () => {
  await expect(written(`select date_format(date '2026-01-31', 'QQQ')`)).rejects.toThrow(/date_format.*QQQ/);
});

it('leaves the arities of the built-ins that DuckDB itself needs', async () => {
  expect(await written('select trunc(3.7), log(10, 100)')).toBe('3|2');
});

it('leaves nothing in the file', async () => {
  expect(
    await written(
      `select count(*) from duckdb_functions() where function_type = 'macro' and not internal and database_name <> 'temp'`,
    ),
  ).toBe('0');
});
