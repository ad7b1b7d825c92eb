import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findForeign, nearNames } from '../src/foreign/find.ts';
import { foreignTools } from '../src/foreign/index.ts';
import { kinds, recipes } from '../src/index.ts';
import { openExampleShop } from './example-shop.ts';

interface Peer {
  readonly tool: string;
  readonly version: string;
  readonly source: string;
  readonly names: readonly string[];
}

const PEERS = new URL('./peers/', import.meta.url);
const peer = (file: string): Peer => JSON.parse(readFileSync(new URL(file, PEERS), 'utf8')) as Peer; // written once from each tool's own code

/** The names of each tool, as they were read from its own release. */
const LISTS: Readonly<Record<string, string>> = {
  'dbt core': 'dbt-core.json',
  'dbt-utils': 'dbt-utils.json',
  'dbt-expectations': 'dbt-expectations.json',
  'Great Expectations': 'great-expectations.json',
  'Soda v3 (SodaCL)': 'soda-v3.json',
  'Soda v4 (contracts)': 'soda-contracts.json',
  'Deequ / PyDeequ': 'deequ.json',
};

let shop: Awaited<ReturnType<typeof openExampleShop>>;
beforeAll(async () => {
  shop = await openExampleShop();
});
afterAll(() => shop.close());

it('has a list of names for each tool, with where it was read', () => {
  expect(foreignTools.map(({ name }) => LISTS[name]).sort()).toEqual(readdirSync(PEERS).sort());
  for (const file of Object.values(LISTS)) expect(peer(file).source, file).toMatch(/(PyPI|github[.]com) ?.+/);
});

for (const { name, tests } of foreignTools)
  describe(name, () => {
    it('has every test that the tool has, and no other', () => {
      expect(Object.keys(tests).sort()).toEqual([...peer(LISTS[name] ?? '').names].sort());
    });

    it('says of each what it is here, or why it is nothing', () => {
      for (const [test, equivalent] of Object.entries(tests))
        if ('not' in equivalent) expect(equivalent.not, test).toMatch(/^[a-z].{20,}[^.]$/);
        else if (equivalent.differs !== undefined) expect(equivalent.differs, test).toMatch(/^.{15,}[.]$/s);
    });

    it.each(Object.entries(tests).flatMap(([test, equivalent]) => ('is' in equivalent ? [[test, equivalent.is]] : [])))(
      '%s is written in our grammar and can be asked',
      async (_, check = '') => {
        for (const { status, message } of await shop.ask(check))
          expect(['pass', 'fail'], message ?? '').toContain(status);
      },
    );
  });

it('finds a test by its class, its package and any case', () => {
  const found = (name: string) => findForeign(name).map(({ tool, name: exact }) => `${tool}: ${exact}`);
  expect(found('ExpectColumnToExist')).toEqual([
    'dbt-expectations: expect_column_to_exist',
    'Great Expectations: expect_column_to_exist',
  ]);
  expect(found('dbt_utils.Recency')).toEqual(['dbt-utils: recency']);
  expect(found('hasentropy')).toEqual(['Deequ / PyDeequ: hasEntropy']);
  expect(found('expect_nothing')).toEqual([]);
});

it('finds a part of a check without the name of the check', () => {
  const found = (name: string) => findForeign(name).map(({ tool, name: exact }) => `${tool}: ${exact}`);
  expect(found('valid_min')).toEqual(['Soda v3 (SodaCL): valid min', 'Soda v4 (contracts): invalid: valid_min']);
  expect(found('when required column missing')).toEqual(['Soda v3 (SodaCL): schema: when required column missing']);
});

it('suggests names that are near', () => {
  const ours = [...kinds, ...recipes].map(({ name }) => name);
  expect(nearNames('expect_column_to_exists', ours)).toContain('expect_column_to_exist');
  expect(nearNames('betwen', ours)).toContain('between');
  expect(nearNames('zzzzzz', ours)).toEqual([]);
});
