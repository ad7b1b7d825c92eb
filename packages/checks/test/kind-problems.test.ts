import { expect, it } from 'vitest';
import { askShop } from './shop.ts';

const given = {
  'shop.orders': {
    columns: 'order_id integer, total decimal(18,2), city varchar, ordered_on date',
    rows: [[1, 2.5, 'Porto', '2025-03-01']],
  },
  'shop.names': { columns: 'name varchar', rows: [] },
  'shop.lines': { columns: 'order_id integer, line integer', rows: [[1, 1]] },
};

it.each([
  ['aggregate: { of: sum(total), at_least: 2, above: 1 }', 'at_least and above are two lower ends; write one'],
  ['aggregate: { of: sum(total), above: 2, below: 2 }', 'above 2 and below 2 holds for nothing'],
  ['aggregate: { of: sum(total), above: 2, groups: [Porto] }', 'groups: needs by: to say what makes a group'],
  [
    'aggregate: { of: sum(total), above: 2, by: [city], groups: [[Porto, 1]] }',
    'the group ["Porto",1] has 2 values; by: 1',
  ],
  ['between: [1, 2]\n  column: city', '1 is no text value, which city has'],
  ['one_of: [2026-02-30]\n  column: ordered_on', '"2026-02-30" is no date value, which ordered_on has'],
  ['one_of: [1]\n  column: city', '1 is no text value, which city has'],
  ['between: { above: "1.1", below: "1.10" }\n  column: total', 'above 1.1 and below 1.10 holds for nothing'],
  ['exactly_one: [total, city]', 'total is decimal(18,2), not boolean'],
  ['compare: { equals: city }\n  column: total', 'total is decimal(18,2) and city is varchar: they are never equal'],
  ['column_types: { citi: text }', 'shop.orders has no column citi; did you mean city?'],
  ['column_count: { equals: { table: shop.line } }', 'there is no table shop.line; did you mean shop.lines?'],
  ['compare: { above: totl }\n  column: total', 'shop.orders has no column totl; did you mean total?'],
  ['consistent_case: true\n  column: total', 'total is decimal(18,2), not text'],
  ['correlation: { columns: [total, city], at_least: 0 }', 'city is varchar, no number'],
  ['covers: { columns: [order_id], of: shop.lines, keys: [order_id, line] }', '1 columns are never equal to 2'],
  ['equal_cardinality: shop.lines.lin\n  column: order_id', 'shop.lines has no column lin; did you mean line?'],
  ['format: phone\n  column: total', 'total is decimal(18,2), not text'],
  ["like: 'a\\b%'\n  column: city", 'the backslash in a\\b% means different things to different engines; use matches'],
  ["matches: { any_of: [a, '(?=b)'] }\n  column: city", '(?=b) looks around, refers back or is possessive'],
  ['outliers: { method: mad, beyond: 3, by: [citi] }\n  column: total', 'no column citi; did you mean city?'],
  ['pairs: { columns: [city, total], one_of: [[Porto, 1, 2]] }', '["Porto",1,2] has 3 values for 2 columns'],
  ['quantiles: { 0.5: [2, 1] }\n  column: total', 'at least 2 and at most 1 holds for nothing'],
  ['ready_by: 8 in Berlin\n  column: ordered_on', 'a time, a zone and days, such as 08:00 Europe/Berlin'],
  ['rows_per_period: { every: day, at_least: 1 }\n  column: city', 'city is varchar, neither a date nor a timestamp'],
  ['sample_ratio: { expected: { A: 1 } }\n  column: city', 'two values at least'],
  ['sequential: true\n  column: ordered_on', 'ordered_on is date, no number; no_gaps is for days, weeks and months'],
  ['null_share: { at_least: 60%, at_most: 40% }\n  column: city', 'at least 60% and at most 40% holds for nothing'],
  ['unique_share: { of: values }\n  column: city', 'at_least or at_most'],
])('is refused before anything runs: %s', async (check, sentence) => {
  await expect(askShop({ given, check: `- ${check}` })).rejects.toThrow(sentence);
});

it('leaves a reference between types that are never equal to tables without rows, and fails it where there are some', async () => {
  const asked = async (rows: readonly [number][]) => {
    const { verdicts } = await askShop({
      given: {
        'shop.tickets': { columns: 'customer_id bigint', rows },
        'shop.names': { columns: 'name varchar', rows: [] },
      },
      check: '- references: shop.names.name\n  column: customer_id',
    });
    return verdicts.find(({ kind }) => kind === 'references');
  };
  expect(await asked([])).toMatchObject({ status: 'skip', message: 'the table is empty' });
  expect(await asked([[7]])).toMatchObject({
    status: 'fail',
    found: expect.stringContaining('customer_id is bigint and shop.names.name is varchar: they are never equal'),
  });
});
