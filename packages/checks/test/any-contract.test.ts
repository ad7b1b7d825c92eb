import { duckdbAsking, duckdbDialect } from '@assay/warehouse';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { columnsOf } from '../src/given.ts';
import { kinds, makeChecks, parseContracts, parseWaivers, planChecks, recipes } from '../src/index.ts';
import { contractText } from './shop.ts';

const columns = [
  { name: 'k', type: 'bigint' },
  { name: 's', type: 'varchar' },
  { name: 'd', type: 'date' },
  { name: 'q', type: 'decimal(18,2)' },
];
const names = [...kinds, ...recipes].map(({ name }) => name);
const heads = [
  'table',
  'owner',
  'grain',
  'freshness',
  'pii',
  'public',
  'tags',
  'may_be_empty',
  'columns',
  'checks',
  'change',
  'disable',
];
const around = ['column', 'name', 'where', 'warn', 'error', 'severity', 'because', 'action'];

const word = fc.oneof(
  fc.constantFrom(
    'k',
    's',
    'd',
    'q',
    'gold.a',
    'gold.a.k',
    'gold.b',
    'day',
    '> 1',
    '> 2%',
    '24h',
    'k > 0',
    'select 1',
    '2026-02-30',
  ),
  fc.string(),
);
const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('anything'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom('at_least', 'at_most', 'of', 'equals', 'table', 'columns', 'to', 'by', 'within'), word),
      tie('anything'),
      { maxKeys: 4 },
    ),
  ),
}));
const said = (keys: readonly string[]) => fc.dictionary(fc.constantFrom(...keys), anything, { maxKeys: 4 });
const contract = fc.record(
  {
    table: fc.constantFrom('gold.a', 'gold.b', 'nowhere'),
    columns: fc.dictionary(fc.constantFrom('k', 's', 'd', 'q', 'x'), said(names)),
    checks: fc.array(fc.tuple(said(names), said(around)).map(([kind, more]) => ({ ...kind, ...more }))),
    change: fc.dictionary(fc.constantFrom('gold.a.k.not_null', 'x'), said([...around, 'options'])),
    more: anything,
  },
  { requiredKeys: ['table'] },
);

const make = (text: string) => {
  const { contracts, problems } = parseContracts([{ file: 'any.yml', text, layer: 0 }]);
  const made = makeChecks({
    ...{ contracts, asOf: '2026-01-31', settings: { home: 'PT' }, dialect: duckdbDialect },
    tables: new Map([
      ['gold.a', { columns, grain: ['k'] }],
      ['gold.b', { columns: [], grain: [] }],
    ]),
    physical: (schema, name) => `${schema}.${name}`,
  });
  return [...problems, ...made.problems];
};

const runs = { numRuns: Number(process.env.ASSAY_RUNS ?? 150) };

it('answers whatever stands in a contract with checks or with sentences that have a place, never with a crash', () => {
  fc.assert(
    fc.property(
      fc.oneof(contract, said(heads), anything).map((value) => JSON.stringify(value) ?? ''),
      (text) => {
        for (const { message, file, line } of make(text)) {
          expect(message).toMatch(/\S/);
          expect(message).not.toMatch(/undefined|\[object|NaN/);
          expect([file, typeof line]).toEqual(['any.yml', 'number']);
        }
      },
    ),
    runs,
  );
});

it('reads any text at all as a contract or a waiver file, or says that it is none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'binary' })), (text) => {
      for (const { message, line } of [...make(text), ...parseWaivers({ file: 'any.yml', text }).problems]) {
        expect(message).toMatch(/\S/);
        expect(line).toBeGreaterThan(0);
      }
    }),
    runs,
  );
});

/** A value with one of its parts, found by a number, replaced. */
const replaced = (value: unknown, at: number, by: unknown): unknown => {
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const copy = structuredClone({ value });
  const walk = (holder: Record<string, unknown>) => {
    for (const [key, inner] of Object.entries(holder)) {
      places.push({ holder, key });
      if (typeof inner === 'object' && inner !== null) walk(inner as Record<string, unknown>); // lists have keys as well
    }
  };
  walk(copy);
  const place = places[at % places.length];
  if (place) place.holder[place.key] = by;
  return copy.value;
};

it('answers an example of any kind or recipe with one part replaced by anything', () => {
  const examples = [...kinds, ...recipes].flatMap((one) => one.examples.map(({ check, given }) => ({ check, given })));
  fc.assert(
    fc.property(fc.constantFrom(...examples), fc.nat(60), anything, ({ check, given }, at, by) => {
      const [table = ''] = Object.keys(given);
      const written: unknown = parse(contractText(table, check));
      const text = JSON.stringify(replaced(written, at, by)) ?? '';
      const tables = Object.entries(given).map(
        ([name, { columns: list, grain = [] }]) => [name, { columns: columnsOf(list), grain }] as const,
      );
      const { contracts, problems } = parseContracts([{ file: 'any.yml', text, layer: 0 }]);
      const made = makeChecks({
        ...{ contracts, asOf: '2026-01-31', settings: { home_country: 'PT' }, dialect: duckdbDialect },
        ...{ tables: new Map(tables), physical: (schema: string, name: string) => `"${schema}"."${name}"` },
      });
      for (const { message } of [...problems, ...made.problems]) {
        expect(message).toMatch(/\S/);
        expect(message).not.toMatch(/undefined|\[object/);
      }
      planChecks(made.checks, { dialect: duckdbDialect, asking: duckdbAsking });
    }),
    runs,
  );
});
