import { readdirSync, readFileSync } from 'node:fs';
import { askDuckdb, databricksAsking } from '@assay/warehouse';
import { describe, expect, it } from 'vitest';
import { tablesOf } from '../src/given.ts';
import { askPlainly, kinds } from '../src/index.ts';
import { type Asked, askEach } from './shop.ts';

it('lists every kind that has a file', () => {
  const files = readdirSync(new URL('../src/kinds', import.meta.url)).filter((file) => file !== 'index.ts');
  expect(kinds.map(({ name }) => `${name.replaceAll('_', '-')}.ts`).sort()).toEqual(files.sort());
});

it('has one file a kind, at the median of fewer than 60 lines', () => {
  const lines = kinds
    .map(({ name }) => new URL(`../src/kinds/${name.replaceAll('_', '-')}.ts`, import.meta.url))
    .map((file) => readFileSync(file, 'utf8').trimEnd().split('\n').length)
    .sort((a, b) => a - b);
  expect(lines[Math.floor(lines.length / 2)]).toBeLessThan(60);
});

const WAYS = {
  plainly: askPlainly,
  'as DuckDB likes it': askDuckdb({ small: 0 }),
  'as Databricks likes it': databricksAsking,
};

for (const { name, examples } of kinds)
  describe(name, () => {
    for (const { title, check, given, gives } of examples)
      it(title, async () => {
        const results = await askEach({ given: tablesOf(given), check }, Object.values(WAYS));
        for (const [i, way] of Object.keys(WAYS).entries()) {
          const { verdicts = [], listed } = results[i] ?? {};
          const asked = verdicts.find(({ kind, contract }) => kind === name && contract?.line !== 1);
          expect(asked, `${way}: ${JSON.stringify(asked)}`).toMatchObject({
            status: gives.status,
            ...(gives.failing === undefined ? {} : { failing_rows: gives.failing }),
            ...(gives.found === undefined ? {} : { found: gives.found }),
          });
          if (asked?.sql && asked.failing_rows !== null)
            expect(listed?.get(asked.id), asked.sql).toHaveLength(asked.failing_rows);
        }
      });
  });

const verdictOn = async (kind: (typeof kinds)[number], { check, given }: Pick<Asked, 'check' | 'given'>) => {
  const [result] = await askEach({ given, check }, [askPlainly]);
  return result?.verdicts.find((verdict) => verdict.kind === kind.name && verdict.contract?.line !== 1);
};

describe('every kind', () => {
  it('is seen to pass and to fail by its examples', () => {
    for (const { name, examples } of kinds) {
      const seen = new Set(examples.map(({ gives }) => gives.status));
      expect([seen.has('pass'), seen.has('fail')], name).toEqual([true, true]);
    }
  });

  it('is seen with a NULL, or says that it reads no values', () => {
    for (const { name, nulls, examples } of kinds) {
      const rows = examples.flatMap(({ given }) => Object.values(tablesOf(given)).flatMap((table) => table.rows));
      expect(
        rows.some((row) => row.includes(null)) || /up to the query|is counted|are counted|no NULL/.test(nulls),
        name,
      ).toBe(true);
    }
  });

  it('skips a table without rows, unless it says that it judges one', async () => {
    for (const kind of kinds) {
      const [example] = kind.examples;
      if (!example || kind.judgesEmpty) continue;
      const given = Object.fromEntries(
        Object.entries(tablesOf(example.given)).map(([table, of], i) => [table, i === 0 ? { ...of, rows: [] } : of]),
      );
      expect((await verdictOn(kind, { ...example, given }))?.status, kind.name).toBe('skip');
    }
  }, 60_000);
});
