import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expandMacros, readMacros } from '../src/duckdb/expand-macros.ts';
import { type DuckdbSession, duckdbAsking, openDuckdb } from '../src/index.ts';

const text = readFileSync(new URL('../src/duckdb/macros.sql', import.meta.url), 'utf8');
const macros = readMacros(text);

let session: DuckdbSession;
beforeAll(async () => {
  session = await openDuckdb({ path: ':memory:' });
});
afterAll(() => session.close());

/** A DuckDB that nobody taught anything. */
const bare = async (query: string) => {
  const names = [...macros.keys()];
  const other = await openDuckdb({ path: ':memory:' });
  try {
    for (const name of names) await other.execute(`drop macro if exists temp.${name}`);
    return (await other.query(query)).rows;
  } finally {
    await other.close();
  }
};

it('reads every macro of the file with all its arities', () => {
  const declared = [...text.matchAll(/temp macro (\w+)/g)].map((match) => match[1]);
  expect([...macros.keys()].sort()).toEqual([...new Set(declared)].sort());
  expect([...(macros.get('trunc')?.keys() ?? [])]).toEqual([1, 2]);
  expect([...(macros.get('concat')?.keys() ?? [])]).toEqual([2, 3, 4, 5]);
});

it('writes what people would', () => {
  expect(expandMacros("select trunc(order_date, 'MM') from t", macros)).toBe(
    "select cast(date_trunc('month', cast(order_date as date)) as date) from t",
  );
  expect(expandMacros("date_format(d, 'yyyy-MM') || 'trunc(a)' -- trunc(b)", macros)).toBe(
    "strftime(d, '%Y-%m') || 'trunc(a)' -- trunc(b)",
  );
  expect(expandMacros('count_if(a > 1) filter (where b)', macros)).toBe(
    'count(case when (a > 1) then 1 end) filter (where b)',
  );
});

it.each([
  "select trunc(date '2025-03-14', 'MM') as a, date_add(date '2025-03-14', 2 + 3) as b, add_months(last_day(date '2025-01-31'), 1) as c",
  "select months_between(date '2025-03-31', add_months(date '2025-03-31', -1)) as a, datediff(date '2025-03-31', date_sub(date '2025-03-31', 7)) as b",
  "select round(cast(try_divide(2 + 3, 4 - 4 + 3) as decimal(18,2)), 1) as a, try_divide(1, 0) as b, regexp_like('abc', '^a') as c",
  'select count_if(x > 1) as a, percentile(x, 0.5) as b, size(collect_list(x)) as c from (values (1), (2), (3)) t(x)',
  "select concat('a', concat('b', 'c', 'd')) as a, nvl(null, 2) as b, nvl2(1, 2, 3) as c, dayofweek(date '2025-03-14') as d, substring('abc', 0, 2) as e",
])('gives the same in a session without macros: %s', async (query) => {
  const plain = duckdbAsking.plain?.(query) ?? '';
  expect(await bare(plain), plain).toEqual((await session.query(query)).rows);
  await expect(bare(query)).rejects.toThrow();
});
