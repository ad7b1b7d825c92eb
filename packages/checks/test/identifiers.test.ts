import { askDuckdb, databricksAsking, duckdbAsking, openDuckdb } from '@assay/warehouse';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { askPlainly, makeChecks, parseContracts, planChecks, runPlan } from '../src/index.ts';

const odd = fc.constantFrom(
  'select',
  'order "by"',
  "it's",
  'a b',
  'ünï',
  '🦆',
  '--',
  '/*',
  '$1',
  ':as_of',
  '`x`',
  '%',
  '\\',
  "';drop",
);
const text = fc
  .oneof(odd, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }))
  .filter((name) => !name.includes('\0') && name !== '__proto__'); // refused, see contract.test.ts
// Names in DuckDB do not tell large letters from small ones
const lower = (name: string) => name.toLowerCase();
const columns = fc.uniqueArray(text, { selector: lower, minLength: 3, maxLength: 6 });
const schema = text.filter((name) => !/[.\s]/.test(name));
const table = text.filter((name) => !name.includes('.'));

const contractOf = (name: string, names: readonly string[]) => {
  const [key = '', vocabulary = '', amount = ''] = names;
  // JSON is YAML
  return JSON.stringify({
    table: name,
    pii: names.slice(3),
    columns: {
      [key]: { not_null: true, unique: true },
      [vocabulary]: { one_of: ['a', "b'"], matches: '^a', references: `${name}.${vocabulary}` },
      [amount]: { between: [0, 2] },
    },
    checks: [{ unique: [vocabulary, amount] }, { not_null: true, column: amount, name: 'filled' }],
  });
};

it('asks, lists and prints alike whatever schemas, tables and columns are called', async () => {
  await fc.assert(
    fc.asyncProperty(schema, table, columns, async (place, name, names) => {
      const session = await openDuckdb({ path: ':memory:' });
      try {
        const { id } = session.dialect;
        const from = `${place}.${name}`;
        const taken = ['main', 'pg_catalog', 'information_schema'].includes(lower(place));
        if (!taken) await session.execute(`create schema ${id(place)}`);
        const typed = names.map((column, i) => `${id(column)} ${['integer', 'varchar', 'integer'][i] ?? 'varchar'}`);
        const rows = [`1, 'a', 1`, `2, 'b''', 3`, `2, 'c', 3`, `null, null, null`].map(
          (values) => `(${[values, ...names.slice(3).map(() => `'x'`)].join(', ')})`,
        );
        await session.execute(`create table ${session.physical(place, name)} (${typed.join(', ')})`);
        await session.execute(`insert into ${session.physical(place, name)} values ${rows.join(', ')}`);
        const { contracts, problems } = parseContracts([{ file: 'x.yml', text: contractOf(from, names), layer: 0 }]);
        expect(problems).toEqual([]);
        const grain = names.slice(0, 1);
        const made = makeChecks({
          ...{ contracts, asOf: '2025-12-31', settings: {}, dialect: session.dialect, physical: session.physical },
          tables: new Map([[from, { columns: (await session.catalog()).get(from) ?? [], grain }]]),
        });
        expect(made.problems).toEqual([]);
        const ways = [askPlainly, askDuckdb({ small: 0 }), duckdbAsking, databricksAsking];
        for (const way of ways) {
          const plan = planChecks(made.checks, { dialect: session.dialect, asking: way });
          const { verdicts } = await runPlan(plan, session, { grains: new Map([[from, grain]]) });
          expect(verdicts.map(({ kind, status, failing_rows }) => `${kind} ${status} ${failing_rows}`).sort()).toEqual([
            'between fail 2',
            'matches fail 2',
            'not_empty pass null',
            'not_null fail 1',
            'not_null fail 1',
            'one_of fail 1',
            'references pass 0',
            'unique fail 2',
            'unique pass 0',
          ]);
          for (const { sql, samples, failing_rows } of verdicts.filter(({ status }) => status === 'fail')) {
            expect(samples.length).toBeGreaterThan(0);
            const listed = (await session.query(sql ?? '')).rows;
            expect(listed.length, sql ?? '').toBeLessThanOrEqual(failing_rows ?? 0);
            expect(listed.length).toBeGreaterThan(0);
          }
        }
      } finally {
        await session.close();
      }
    }),
    { numRuns: Number(process.env.ASSAY_RUNS ?? 15) },
  );
}, 120_000);
