import { askDuckdb, databricksAsking } from '@assay/warehouse';
import { describe, expect, it } from 'vitest';
import { columnsOf, type GivenTable, tablesOf } from '../src/given.ts';
import { askPlainly, kinds } from '../src/index.ts';
import { askEach } from './shop.ts';

type Tables = Readonly<Record<string, GivenTable>>;

const WAYS = [askPlainly, askDuckdb({ small: 0 }), databricksAsking];
/** Names of columns that stand in a contract as other words as well. */
const WORDS = new Set(['day', 'month', 'week', 'email', 'country', 'currency', 'language', 'phone']);

const answers = async (check: string, given: Tables) => {
  const texts: string[] = [];
  const results = await askEach(
    {
      ...{ check, given, lists: false },
      session: async (session) => ({
        ...session,
        query: (text, options) => {
          texts.push(text);
          return session.query(text, options);
        },
      }),
    },
    WAYS,
  );
  const verdicts = results.flatMap((result) =>
    result.verdicts.map((one) => `${one.kind} ${one.status} ${one.failing_rows}`),
  );
  return { verdicts, texts };
};

/** What our SQL calls something by itself, as far as people might call a column so. */
const namesGiven = (texts: readonly string[]): readonly string[] => {
  const names = texts.flatMap((text) => Array.from(text.matchAll(/\bas ([a-z]\w*)\b(?!\()/g), ([, name = '']) => name));
  return [...new Set(names)].filter(
    (name) => !/^(bigint|date|double|int|integer|string|varchar|json|[dmk]_\d+)$/.test(name),
  );
};

/** The names by turns, so that each column has each of them once. */
const turns = (columns: readonly string[], names: readonly string[]): readonly ReadonlyMap<string, string>[] => {
  const enough = [...names, ...columns.slice(names.length).map((_, i) => `other_${i}`)];
  return enough.map(
    (_, turn) => new Map(columns.map((column, i) => [column, enough[(i + turn) % enough.length] ?? ''])),
  );
};

const renamed = (names: ReadonlyMap<string, string>, check: string, given: Tables) => {
  const called = (text: string) => text.replace(/\w+/g, (word) => names.get(word) ?? word);
  const tables = Object.entries(given).map(([table, { columns, rows, grain }]): [string, GivenTable] => [
    table,
    { columns: called(columns), rows, ...(grain ? { grain: grain.map(called) } : {}) },
  ]);
  return { check: called(check), given: Object.fromEntries(tables) };
};

for (const { name, examples } of kinds)
  describe(name, () => {
    it('gives the same verdicts where columns are called like what its SQL names itself', async () => {
      for (const { check, given: bare, title } of examples.filter(({ gives }) => gives.status === 'fail')) {
        const given = tablesOf(bare);
        const { verdicts, texts } = await answers(check, given);
        const all = Object.values(given).flatMap(({ columns }) => columnsOf(columns).map((column) => column.name));
        const columns = [...new Set(all)].filter((column) => !WORDS.has(column));
        for (const names of turns(
          columns,
          namesGiven(texts).filter((one) => !all.includes(one) && !new RegExp(`\\b${one}\\b`).test(check)),
        )) {
          const other = renamed(names, check, given);
          const seen = await answers(other.check, other.given);
          expect(seen.verdicts, `${title} ${JSON.stringify([...names])}`).toEqual(verdicts);
        }
      }
    });
  });
