import type { Asking } from '@assay/core';
import { askDuckdb, databricksAsking, duckdbAsking } from '@assay/warehouse';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { askPlainly, findDifferences, ledgerOf, planChecks } from '../src/index.ts';
import { askEach, askShop, shop } from './shop.ts';

type Ran = Awaited<ReturnType<typeof askShop>>;

/** All that a verdict says but how it was found out. */
const said = ({ verdicts }: Ran) => verdicts.map(({ proved_by: _, ...verdict }) => verdict);

const clever = askDuckdb({ small: 0 });

const cell = fc.record({
  k: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 8 }),
  s: fc.option(fc.constantFrom('a', 'b', 'ab', "it's", '', 'Ä', '🦆', 'ab'.repeat(5000)), { freq: 6 }),
  q: fc.option(
    fc.integer({ min: -300, max: 300 }).map((cents) => (cents / 100).toFixed(2)),
    { freq: 6 },
  ),
  f: fc.option(fc.constantFrom('0', '1.5', '-2', 'NaN', 'inf', '-inf'), { freq: 6 }),
  w: fc.option(fc.constantFrom('0001-01-01', '1582-10-15', '2025-12-31', '9999-12-31'), { freq: 6 }),
  b: fc.option(fc.bigInt({ min: -(10n ** 38n - 1n), max: 10n ** 38n - 1n }).map(String), { freq: 6 }),
  d: fc.option(
    fc.integer({ min: 1, max: 28 }).map((day) => `2025-12-${String(day).padStart(2, '0')}`),
    { freq: 6 },
  ),
});

const limit = fc.constantFrom('', '\n  warn: "> 0"\n  error: "> 20%"', '\n  severity: warn', '\n  error: "> 3"');
const where = fc.constantFrom('', "\n  where: s = 'a'", '\n  where: q > 0 or k is null');
const demand = fc.constantFrom(
  '- not_null: true\n  column: k',
  '- not_null: true\n  column: s',
  '- unique: true\n  column: k',
  '- unique: true\n  column: s',
  '- unique: [k, s]',
  '- unique: { columns: [k, d], nulls: equal }',
  '- between: [1, 50]\n  column: k',
  '- between: { above: -1, below: 2.5 }\n  column: q',
  '- between: { at_most: 1 }\n  column: f',
  '- between: { at_least: 2025-12-03 }\n  column: d',
  '- one_of: [a, b, "Ä"]\n  column: s',
  '- none_of: ["🦆"]\n  column: s',
  '- unique: true\n  column: f',
  '- unique: true\n  column: b',
  '- unique: [b, w]',
  '- not_null: true\n  column: b',
  '- between: { above: 0 }\n  column: b',
  '- between: { at_most: "99999999999999999999999999999999999998" }\n  column: b',
  '- between: { at_least: 0001-01-02, below: 9999-12-31 }\n  column: w',
  "- holds: w > date '1582-10-15' and b > 0",
  '- matches: ^a\n  column: s',
  '- matches: ^[a-b]+$\n  column: s',
  '- matches: ^a$|b$\n  column: s',
  '- references: shop.others.id\n  column: k',
  '- references: { columns: [k], to: shop.others, keys: [id], where: id < 50 }',
  '- holds: q < k',
  "- holds: k is not null and s <> 'b'",
  '- share: { of: q > 0, at_most: 50% }',
  '- row_count: { at_least: 5, at_most: 60 }',
  '- freshness: { within: 8d }\n  column: d',
  '- no_gaps: day\n  column: d',
  '- reconcile: { of: sum(k), equals: { table: shop.others, of: sum(id) } }',
  '- reconcile: { of: count(*), by: [k], equals: { table: shop.others, by: [id] } }',
);

it('says the same of any table as one plain question a figure: verdicts, counts, offenders', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(cell, { maxLength: 80, size: 'max' }),
      fc.boolean(),
      fc.constantFrom(1, 9),
      fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 60 }),
      fc.array(fc.tuple(demand, where, limit), { minLength: 1, maxLength: 8 }),
      async (cells, isOrdered, copies, others, demands) => {
        const copied = Array.from({ length: copies }, () => cells).flat();
        const rows = copied.map(({ k, s, q, f, d, w, b }, i) => [isOrdered ? i : k, s, q, f, d, w, b]);
        const given = {
          'shop.rows': {
            columns: 'k bigint, s varchar, q decimal(18,2), f double, d date, w date, b decimal(38,0)',
            rows,
          },
          'shop.others': { columns: 'id bigint', rows: others.map((id) => [id]) },
        };
        const always = '- unique: true\n  column: k\n- one_of: [a, b]\n  column: s\n';
        const check =
          always +
          demands
            .map(
              ([what, only, limits], i) =>
                `${what}${/share|row_count|freshness|no_gaps|reconcile/.test(what) ? only : only + limits}\n  name: check ${i}`,
            )
            .join('\n');
        const [plain, ...again] = await askEach({ given, check }, [askPlainly, clever, duckdbAsking, databricksAsking]);
        if (!plain) throw new Error('nothing was asked');
        for (const asked of again) {
          expect(said(asked)).toEqual(said(plain));
          expect(asked.rows).toEqual(plain.rows);
        }
        for (const { id, sql, failing_rows } of plain.verdicts)
          if (sql && failing_rows !== null) expect(plain.listed.get(id), sql).toHaveLength(failing_rows);
      },
    ),
    { numRuns: Number(process.env.ASSAY_RUNS ?? 25) },
  );
}, 120_000);

it('proves each claim in the cheapest way that its data allow', async () => {
  const rows = Array.from({ length: 400 }, (_, i) => [i, 400 - i, `key ${(i * 7) % 400}`, i % 2 ? 'a' : 'b', i]);
  const given = {
    'shop.rows': { columns: 'up bigint, down bigint, text varchar, few varchar, q double', rows },
    'shop.keys': { columns: 'id bigint, whole double', rows: rows.map((_, i) => [i, i]) },
  };
  const check = ['up', 'down', 'text']
    .map((column) => `- unique: true\n  column: ${column}`)
    .concat(
      '- unique: [up, few]',
      '- one_of: [a, b]\n  column: few',
      '- matches: ^key\n  column: text',
      '- between: { at_least: 0 }\n  column: q',
      '- not_null: true\n  column: q',
      '- holds: up >= 0 or down > 0',
      '- references: shop.keys.id\n  column: up',
      '- references: shop.keys.whole\n  column: up\n  name: whole',
    )
    .join('\n');
  const { verdicts, costs } = await askShop({ given, check, asking: clever });
  expect(costs.byTable.get('shop.rows')?.statements, 'nothing is asked that is proved by then').toBe(11);
  expect(verdicts.map(({ id, proved_by }) => `${id.slice('shop.rows.'.length)}: ${proved_by}`)).toEqual([
    'up.unique: ordered keys',
    'down.unique: bitstring',
    'text.unique: distinct hashes',
    'unique: distinct hashes',
    'few.one_of: grouped values',
    'text.matches: scan',
    'q.between: zone map',
    'q.not_null: statistics',
    'holds: scan',
    'up.references: bitstring',
    'up.references.whole: scan',
    'not_empty: statistics',
  ]);
});

it('asks Databricks at most two statements a table while all passes', async () => {
  const given = {
    'shop.rows': {
      columns: 'k bigint, s varchar',
      rows: [
        [1, 'a'],
        [2, 'b'],
      ],
    },
    'shop.others': { columns: 'id bigint', rows: [[1], [2]] },
  };
  const check = `- unique: true
  column: k
- references: shop.others.id
  column: k
- one_of: [a, b]
  column: s
- matches: ^[ab]$
  column: s
- between: [1, 2]
  column: k
- holds: k > 0
  where: s = 'a'
- row_count: { equals: { table: shop.others } }
- reconcile: { of: sum(k), equals: { table: shop.others, of: sum(id) } }`;
  const { verdicts, costs, plan } = await askShop({ given, check, asking: databricksAsking });
  expect(verdicts.map(({ status }) => status)).toEqual(Array(9).fill('pass'));
  expect([...costs.byTable]).toMatchObject([['shop.rows', { statements: 2, scans: 2 }]]);
  expect(ledgerOf(plan).map(({ scans, columns, checks }) => [scans, columns.join(), checks.length])).toEqual([
    [true, 'k,s', 8],
    [true, 'k', 4],
  ]);
});

it('finds every figure on which two ways of asking differ', async () => {
  const given = { 'shop.rows': { columns: 'k bigint', rows: [[1], [2], [2]] } };
  const session = await shop(given);
  const lying: Asking = {
    ...clever,
    plan: (questions, dialect) =>
      clever.plan(questions, dialect).map((round) =>
        round.map((batch) => ({
          ...batch,
          parts: batch.parts.map((part) =>
            part.answers?.metric.shape === 'repeated' ? { ...part, read: () => 0 } : part,
          ),
        })),
      ),
  };
  const { plan } = await askShop({ given, check: '- unique: true\n  column: k\n- between: [1, 2]\n  column: k' });
  const planned = (asking: Asking) => planChecks(plan.checks, { dialect: session.dialect, asking });
  expect(await findDifferences(planned(clever), session)).toEqual([]);
  expect(await findDifferences(planned(lying), session)).toEqual([
    { table: 'shop.rows', checks: ['shop.rows.k.unique'], figure: 'repeated', found: 0, plainly: 2 },
  ]);
  await session.close();
});
