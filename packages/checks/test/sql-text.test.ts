import { expect, it } from 'vitest';
import { expressionProblem, queryProblem } from '../src/index.ts';

it.each([
  ['select 1; select 2', /more than one statement/],
  ['delete from gold.orders', /one select/],
  ['with gone as (delete from gold.orders returning *) select * from gone', /writes/],
  ["select 'never closed from gold.orders", /never closed/],
  ['select (1 from gold.orders', /\( is never closed/],
  ["select * from gold.orders where name like 'a\\_b'", /a backslash/],
  ['', /one select/],
])('refuses %s, which is not one whole SELECT', (query, said) => {
  expect(queryProblem(query)).toMatch(said);
});

it.each([
  "select 'a.csv', 'b' from gold.orders where file = 'orders.csv' and name in ('a', 'b') order by name, 'c'",
  "select * from gold.orders where status is distinct from 'a.csv'",
  "select trim('0' from sku), extract(year from day) from gold.orders",
  "select * from (values ('a'), ('b')) t(x), gold.orders o join gold.days d on d.day = o.day",
  'select * from "gold"."odd.name" union all select \'a\', \'b\' from "plain"',
  'with csv as (select json, parquet from gold.orders o) select csv.json from csv where csv.parquet > 0',
  'select query, secret from gold.searches',
])('lets %s through', (query) => {
  expect(queryProblem(query)).toBeUndefined();
});

it('reads an expression with the same care', () => {
  expect(expressionProblem('id > 0) or (true')).toBe('a ) closes nothing');
  expect(expressionProblem("status is not distinct from 'x.csv' and trim('a' from b) = ''")).toBeUndefined();
});
