import { expect, it } from 'vitest';
import { expressionProblem, queryProblem } from '../src/index.ts';

it.each([
  "select * from 'orders.csv'",
  'select * from "raw/orders.csv"',
  'select * from orders.csv',
  "select * from gold.orders, 'orders.csv'",
  "select * from gold.orders o join 'orders.parquet' p on p.id = o.id",
  "with o as (from 'orders.csv') select * from o",
  "select * from gold.orders where id in (select id from 'orders.csv')",
  "select * from read_json('orders.json')",
  "select * from query_table('gold.orders')",
  "select * from query('select 1')",
  "select secret('scope', 'key')",
  "select reflect('java.lang.System', 'exit', 1)",
])('refuses %s, which reads outside the tables', (query) => {
  expect(queryProblem(query)).toMatch(/reads outside the tables$/);
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
  expect(expressionProblem("id in (select id from 'orders.csv')")).toBe("'orders.csv' reads outside the tables");
  expect(expressionProblem("status is not distinct from 'x.csv' and trim('a' from b) = ''")).toBeUndefined();
});
