import { expect, it } from 'vitest';
import { askShop } from './shop.ts';

const given = {
  'shop.tills': {
    columns: 'id integer, zoned timestamp with time zone, plain timestamp, day date',
    rows: [[1, '2026-10-25 22:00:00+00', '2026-10-25 22:00:00', '2026-10-25']],
  },
};

it('takes an instant with its offset, beside timestamps with a zone and without', async () => {
  const demands: readonly (readonly [string, 'pass' | 'fail'])[] = [
    ['between: ["2026-10-26T00:00:00+02:00", "2026-10-26T00:00:00+02:00"]', 'pass'],
    ['between: { at_least: "2026-10-25T23:30:00+02:00" }', 'pass'],
    ['between: { at_most: "2026-10-25T23:30:00+02:00" }', 'fail'],
    ['between: { below: "2026-10-25T17:00:00-05:00" }', 'fail'],
    ['one_of: ["2026-10-26T00:00:00+02:00"]', 'pass'],
    ['one_of: ["2026-10-26T00:00:00"]', 'fail'],
    ['none_of: ["2026-10-26T00:00:00+02:00"]', 'fail'],
    ['equals_set: ["2026-10-26T00:00:00+02:00"]', 'pass'],
    ['contains_all: ["2026-10-26T00:00:00+02:00"]', 'pass'],
    ['most_common: "2026-10-26T00:00:00+02:00"', 'pass'],
  ];
  for (const column of ['zoned', 'plain']) {
    const check = demands.map(([demand], i) => `- ${demand}\n  column: ${column}\n  name: demand ${i}`).join('\n');
    const { verdicts } = await askShop({ given, check });
    for (const [i, [demand, status]] of demands.entries())
      expect(verdicts.find(({ name }) => name === `demand ${i}`)?.status, `${column}: ${demand}`).toBe(status);
  }
});

it.each([
  'between: { at_least: "2026-02-30T00:00:00Z" }\n  column: plain',
  'between: { below: "2026-10-25T25:00:00Z" }\n  column: zoned',
  'one_of: [2026-10-25, 2026-02-30]\n  column: day',
  'none_of: [2026-02-30]\n  column: day',
  'equals_set: [2026-02-30]\n  column: day',
  'contains_all: [2026-02-30]\n  column: day',
  'most_common: { one_of: [2026-02-30], ties: allowed }\n  column: day',
  'pairs: { columns: [id, day], one_of: [[1, 2026-02-30]] }',
  'sample_ratio: { expected: { 2026-10-25: 1, 2026-02-30: 1 } }\n  column: day',
  'aggregate: { of: count(*), above: 0, by: [day], groups: [2026-02-30] }',
  'between: { at_most: "2026-10-25T10:00:00Z" }\n  column: day',
  'between: { at_least: "2027-01-01\' or id < 0 or plain < timestamp \'2020-01-01" }\n  column: plain',
])('refuses a day or a time that there is not, with its value: %s', async (check) => {
  await expect(askShop({ given, check: `- ${check}` })).rejects.toThrow(
    /"(2026-02-30|2026-10-25T25|2026-10-25T10|2027-01-01' or).* is no (date|timestamp) value, which \w+ has/,
  );
});

it('takes long numbers in quotes wherever a value may stand', async () => {
  const long = '"9007199254740993"';
  const demands = [
    `one_of: [${long}]\n  column: id`,
    `none_of: ["9007199254740992"]\n  column: id`,
    `between: [${long}, ${long}]\n  column: id`,
    `most_common: ${long}\n  column: id`,
    `one_of: ["12345678901234567890.12"]\n  column: d`,
    `aggregate: { of: sum(id), at_least: ${long}, at_most: ${long} }`,
    `aggregate: { of: max(d), equals: "12345678901234567890.12" }`,
    `pairs: { columns: [id, d], one_of: [[${long}, "12345678901234567890.12"]] }`,
    `aggregate: { of: count(*), equals: "1", by: [id], groups: [${long}] }`,
  ];
  const boxes = {
    'shop.boxes': { columns: 'id bigint, d decimal(38,2)', rows: [['9007199254740993', '12345678901234567890.12']] },
  };
  const check = demands.map((demand, i) => `- ${demand}\n  name: demand ${i}`).join('\n');
  const { verdicts } = await askShop({ given: boxes, check });
  expect(verdicts.filter(({ status }) => status !== 'pass').map(({ name, found }) => `${name}: ${found}`)).toEqual([]);
});
