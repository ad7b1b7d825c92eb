import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GivenTable } from '../src/given.ts';
import { kinds } from '../src/index.ts';
import { weigh } from '../src/limits.ts';
import { EDGES, WITHOUT } from './bounds/edges.ts';
import { askShop } from './shop.ts';

const SIDES = [-1, 0, 1] as const;
const NAMES = ['below', 'at', 'above'] as const;
const RUNS = Number(process.env.ASSAY_RUNS ?? 1);

it('names every kind: with what lies at its bound, or as one without', () => {
  expect([...Object.keys(EDGES), ...WITHOUT].sort()).toEqual(kinds.map(({ name }) => name).sort());
});

/** Every edge of a kind on every side, each with tables in a schema of its own. */
const asked = (kind: string, drawn: number) =>
  (EDGES[kind] ?? []).flatMap((edge, i) =>
    SIDES.map((side) => ({
      ...edge.at(drawn, side),
      says: edge.says,
      side: NAMES[side + 1],
      schema: `s${i}_${side + 1}`,
    })),
  );

const verdictsOf = async (all: ReturnType<typeof asked>) => {
  const given: Record<string, GivenTable> = {};
  const check: Record<string, string> = {};
  for (const { given: tables, checks, schema } of all) {
    const own = (text: string) => text.replaceAll('shop.', `${schema}.`);
    for (const [name, table] of Object.entries(tables)) given[own(name)] = table;
    check[`${schema}.scales`] = checks.map((text, i) => `${own(text)}\n  name: edge ${i}`).join('\n');
  }
  const { verdicts } = await askShop({ given, check, lists: false });
  return new Map(verdicts.map((verdict) => [`${verdict.table} ${verdict.name}`, verdict]));
};

describe('a kind with a bound, at it, one below and one above:', () => {
  for (const kind of Object.keys(EDGES))
    it(kind, async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 2, max: 97 }), async (drawn) => {
          const all = asked(kind, drawn);
          const verdicts = await verdictsOf(all);
          for (const { says, side, checks, holds, schema } of all)
            for (const [i, check] of checks.entries()) {
              const verdict = verdicts.get(`${schema}.scales edge ${i}`);
              const what = `${says}, ${side} (${drawn}): ${check}\nfound ${verdict?.found}, wanted ${verdict?.wanted}`;
              expect(verdict?.message, what).toBeNull();
              expect(verdict?.status, what).toBe(holds[i] ? 'pass' : 'fail');
            }
        }),
        { numRuns: RUNS },
      );
    });
});

describe('warn: and error:', () => {
  it('are exceeded above their limit alone, a percentage as well as a count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.constantFrom(1000, 3000), (tenths, judged) => {
        const at = (tenths * judged) / 1000;
        const limits = [
          { above: `${Math.floor(tenths / 10)}.${tenths % 10}%`, of: 'share' },
          { above: at, of: 'rows' },
        ] as const;
        for (const error of limits)
          for (const side of SIDES) {
            const judgement = { holds: false, found: '', wanted: '', failing: at + side, judged };
            expect(weigh({ error, warn: undefined }, judgement).status).toBe(side > 0 ? 'fail' : 'pass');
            expect(weigh({ error: undefined, warn: error }, judgement).status).toBe(side > 0 ? 'fail' : 'pass');
          }
      }),
    );
  });
});
