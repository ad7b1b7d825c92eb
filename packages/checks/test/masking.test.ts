import { databricksAsking } from '@assay/warehouse';
import { describe, expect, it } from 'vitest';
import { columnsOf, tablesOf } from '../src/given.ts';
import { askPlainly, kinds, recipes } from '../src/index.ts';
import { askEach } from './shop.ts';

const secret = (value: unknown): value is string => typeof value === 'string' && /\p{L}{2}/u.test(value);

/** All that a verdict tells people of the data, without what its contract says anyway. */
const told = ({ verdicts }: Awaited<ReturnType<typeof askEach>>[number]) =>
  JSON.stringify(verdicts.map(({ found, message, explanation, samples }) => [found, message, explanation, samples]));

/** What is printed for people to paste, where lists of codes stand that are the kind's own. */
const printed = ({ verdicts }: Awaited<ReturnType<typeof askEach>>[number]) =>
  verdicts.map(({ sql }) => sql ?? '').join('\n');
const CODE = /^\w{2,3}$/;

describe.each([
  ['kind', kinds],
  ['recipe', recipes],
])('no verdict of a %s shows a value of a column with PII:', (_, all) => {
  for (const { name, examples } of all)
    it.each(examples.map((example) => [example.title, example] as const))(
      `${name}: %s`,
      async (__, { check, ...example }) => {
        const given = tablesOf(example.given);
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
          const strange = [...values].filter((value) => !said.includes(value));
          for (const value of strange) expect(text).not.toContain(value);
          for (const value of strange) if (!CODE.test(value)) expect(printed(result)).not.toContain(value);
        }
      },
    );
});
