import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kinds } from '../src/index.ts';
import { askShop } from './shop.ts';

it('lists every kind that has a file', () => {
  const files = readdirSync(new URL('../src/kinds', import.meta.url)).filter((file) => file !== 'index.ts');
  expect(kinds.map(({ name }) => `${name.replaceAll('_', '-')}.ts`).sort()).toEqual(files.sort());
});

for (const { name, examples } of kinds)
  describe(name, () => {
    for (const { title, check, given, gives } of examples)
      it(title, async () => {
        const { verdicts, listed } = await askShop({ given, check });
        const asked = verdicts.find(({ kind, contract }) => kind === name && contract?.line !== 1);
        expect(asked, JSON.stringify(verdicts, null, 1)).toMatchObject({
          status: gives.status,
          ...(gives.failing === undefined ? {} : { failing_rows: gives.failing }),
          ...(gives.found === undefined ? {} : { found: gives.found }),
        });
        if (asked?.sql && asked.failing_rows !== null)
          expect(listed.get(asked.id), asked.sql).toHaveLength(asked.failing_rows);
      });
  });
