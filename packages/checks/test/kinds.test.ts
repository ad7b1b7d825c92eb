import { readdirSync } from 'node:fs';
import { askDuckdb, databricksAsking } from '@assay/warehouse';
import { describe, expect, it } from 'vitest';
import { askPlainly, kinds } from '../src/index.ts';
import { askEach } from './shop.ts';

it('lists every kind that has a file', () => {
  const files = readdirSync(new URL('../src/kinds', import.meta.url)).filter((file) => file !== 'index.ts');
  expect(kinds.map(({ name }) => `${name.replaceAll('_', '-')}.ts`).sort()).toEqual(files.sort());
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
        const results = await askEach({ given, check }, Object.values(WAYS));
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
