import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tablesOf } from '../src/given.ts';
import { recipes } from '../src/index.ts';
import { askShop } from './shop.ts';

it('lists every recipe that has a file', () => {
  const files = readdirSync(new URL('../src/recipes', import.meta.url)).filter((file) => file !== 'index.ts');
  expect(recipes.map(({ name }) => `${name.replaceAll('_', '-')}.ts`).sort()).toEqual(files.sort());
});

for (const { name, examples } of recipes)
  describe(name, () => {
    for (const { title, check, given, fails } of examples)
      it(title, async () => {
        const { verdicts, listed } = await askShop({ given: tablesOf(given), check });
        const claims = verdicts.filter(({ kind }) => kind === name);
        expect(claims.filter(({ status }) => status === 'error')).toEqual([]);
        const failing = claims.filter(({ status }) => status === 'fail');
        expect(failing.map((verdict) => verdict.name)).toEqual(fails);
        for (const { id, failing_rows, sql } of failing)
          expect(listed.get(id)?.length ?? null, sql ?? id).toBe(failing_rows);
      });
  });
