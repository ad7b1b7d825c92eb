import { databricksAsking } from '@assay/warehouse';
import { describe, expect, it } from 'vitest';
import { askPlainly, kinds, recipes } from '../src/index.ts';
import { askEach, columnsOf } from './shop.ts';

const secret = (value: unknown): value is string => typeof value === 'string' && /\p{L}{2}/u.test(value);

/** All that a verdict tells people of the data, without what its contract says anyway. */
const told = ({ verdicts }: Awaited<ReturnType<typeof askEach>>[number]) =>
  JSON.stringify(verdicts.map(({ found, message, explanation, samples }) => [found, message, explanation, samples]));

describe.each([
  ['kind', kinds],
  ['recipe', recipes],
])('no verdict of a %s shows a value of a column with PII:', (_, all) => {
  for (const { name, examples } of all)
    it.each(examples.map((example) => [example.title, example] as const))(
      `${name}: %s`,
      async (__, { check, given }) => {
        const pii = new Map(
          Object.entries(given).map(([table, { columns }]) => [table, columnsOf(columns).map((c) => c.name)]),
        );
        const said = check.replaceAll(/\s+/g, ' ');
        const values = new Set(
          Object.values(given)
            .flatMap(({ rows }) => rows.flat())
            .filter(secret),
        );
        for (const result of await askEach({ given, check, run: { pii } }, [askPlainly, databricksAsking])) {
          const text = told(result);
          for (const value of values) if (!said.includes(value)) expect(text).not.toContain(value);
        }
      },
    );
});
