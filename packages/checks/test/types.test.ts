import { askDuckdb, type DuckdbSession, openDuckdb } from '@assay/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askPlainly, kinds, makeChecks, parseContracts, planChecks, recipes, runPlan } from '../src/index.ts';
import { TYPES } from './types/columns.ts';
import { DEMANDS } from './types/demands.ts';

/** Ways of asking that read rows differently. */
const WAYS = [askPlainly, askDuckdb({ small: 0 })];

const types = Object.keys(TYPES);
const tableOf = (type: string): string => `shop.t${types.indexOf(type)}`;
const otherOf = (type: string): string => `shop.o${types.indexOf(type)}`;

let session: DuckdbSession;
beforeAll(async () => {
  session = await openDuckdb({ path: ':memory:' });
  await session.execute('create schema shop');
  for (const [type, [one, other]] of Object.entries(TYPES)) {
    await session.execute(`create table ${tableOf(type)} (v ${type}, w ${type})`);
    await session.execute(
      `insert into ${tableOf(type)} values (${one}, ${other}), (${other}, ${other}), (${other}, ${one}), (null, null)`,
    );
    await session.execute(`create table ${otherOf(type)} as select * from ${tableOf(type)} limit 1`);
  }
});
afterAll(() => session?.close());

it('knows of every kind and recipe what it may demand', () => {
  expect(Object.keys(DEMANDS).sort()).toEqual([...kinds, ...recipes].map(({ name }) => name).sort());
});

const demands = Object.values(DEMANDS).flat();

const made = async (type: string) => {
  const text = [`table: ${tableOf(type)}`, 'checks:']
    .concat(
      demands.map(
        (demand, i) =>
          `  - ${demand.replaceAll('{other}', otherOf(type)).replaceAll('{table}', tableOf(type)).replaceAll('\n', '\n  ')}\n    name: demand ${i} end`,
      ),
    )
    .join('\n');
  const { contracts, problems } = parseContracts([{ file: 'types.yml', text, layer: 0 }]);
  expect(problems).toEqual([]);
  const catalog = await session.catalog(['shop']);
  const { dialect, physical } = session;
  return makeChecks({
    ...{ contracts, asOf: '2026-11-28', settings: {}, dialect, physical },
    tables: new Map([...catalog].map(([table, columns]) => [table, { columns, grain: [] }])),
    only: new Set([tableOf(type)]),
  });
};

describe('every kind gives a verdict or is refused in a sentence on a column of', () => {
  for (const type of types)
    it(type, async () => {
      const { checks, problems } = await made(type);
      const refused = new Set(problems.map(({ line }) => line));
      for (const asking of WAYS) {
        const asked = checks.filter(({ contract }) => !refused.has(contract?.line));
        const plan = planChecks(asked, { dialect: session.dialect, asking });
        const { verdicts } = await runPlan(plan, session, { grains: new Map() });
        const broken = verdicts.filter(
          ({ status, message }) => status === 'error' || /could not be listed/.test(message ?? ''),
        );
        expect(
          broken.map(({ name, message }) => `${demands[Number(/demand (\d+)/.exec(name)?.[1])]}: ${message}`),
        ).toEqual([]);
      }
    });
});
