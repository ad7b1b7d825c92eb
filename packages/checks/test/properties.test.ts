import type { Value } from '@assay/core';
import { askDuckdb, databricksAsking } from '@assay/warehouse';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, type GivenTable, tablesOf } from '../src/given.ts';
import { askPlainly, type Example, kinds } from '../src/index.ts';
import { askEach } from './shop.ts';

type Tables = Readonly<Record<string, GivenTable>>;

/** Few by default, for there are many kinds; ASSAY_RUNS asks for more. */
const RUNS = Number(process.env.ASSAY_RUNS ?? 2);
const CLEVER = [askDuckdb({ small: 0 }), databricksAsking];

/** Tables like those of an example, their rows drawn anew from its values and NULL. */
const tablesLike = (given: Tables): fc.Arbitrary<Tables> =>
  fc.record(
    Object.fromEntries(
      Object.entries(given).map(([table, { columns, rows, grain }]) => {
        const values = columnsOf(columns).map((_, i) =>
          fc.constantFrom<Value>(...rows.map((row) => row[i] ?? null), null),
        );
        return [
          table,
          fc
            .array(fc.tuple(...values), { maxLength: 9 })
            .map((drawn) => ({ columns, rows: drawn, ...(grain ? { grain } : {}) })),
        ];
      }),
    ),
  );

const drawn = (examples: readonly Example[]) =>
  fc.constantFrom(...examples).chain(({ check, given }) => fc.tuple(fc.constant(check), tablesLike(tablesOf(given))));

const named = (check: string, name: string, more = ''): string =>
  `${check.replace(/\n {2}name: .*$/m, '')}\n  name: ${name}${more}`;

/** What each way of asking says of the check called `drawn`, and of its twin called `twin` where there is one. */
const verdictsOf = async (check: string, given: Tables) => {
  const results = await askEach({ given, check }, [askPlainly, ...CLEVER]);
  return results.map(({ verdicts, listed }) => {
    const of = (name: string) => {
      const verdict = verdicts.find((one) => one.name === name);
      return (
        verdict && {
          status: verdict.status,
          failing: verdict.failing_rows,
          message: verdict.status === 'error' ? verdict.message : null,
          listed: listed.get(verdict.id)?.length ?? verdict.failing_rows,
        }
      );
    };
    return { drawn: of('drawn'), twin: of('twin') };
  });
};

const doubled = (tables: Tables): Tables => {
  const [[first, given] = []] = Object.entries(tables);
  if (first === undefined || !given) return tables;
  return { ...tables, [first]: { ...given, rows: [...given.rows, ...given.rows.toReversed()] } };
};

for (const { name, examples, filters, rows, rowsFound } of kinds)
  describe(`${name}, whatever the rows,`, () => {
    it(`says the same however it is asked, lists what it counts${filters ? ', and where: true changes nothing' : ''}`, async () => {
      await fc.assert(
        fc.asyncProperty(drawn(examples), async ([check, given]) => {
          const twin = filters && !/\n {2}where:/.test(check) ? `\n${named(check, 'twin', '\n  where: 1 = 1')}` : '';
          const [plainly, ...cleverly] = await verdictsOf(`${named(check, 'drawn')}${twin}`, given);
          expect(plainly?.drawn).toMatchObject({ message: null });
          expect(plainly?.drawn?.listed).toBe(plainly?.drawn?.failing);
          for (const clever of cleverly) expect(clever).toEqual(plainly);
          if (twin) expect(plainly?.twin).toEqual(plainly?.drawn);
        }),
        { numRuns: RUNS },
      );
    });

    if (rows ?? rowsFound)
      it('counts at least twice as many failing rows when every row stands there twice', async () => {
        await fc.assert(
          fc.asyncProperty(drawn(examples), async ([check, given]) => {
            const [once] = await verdictsOf(named(check, 'drawn'), given);
            const [twice] = await verdictsOf(named(check, 'drawn'), doubled(given));
            expect(twice?.drawn?.failing ?? 0).toBeGreaterThanOrEqual(2 * (once?.drawn?.failing ?? 0));
          }),
          { numRuns: RUNS },
        );
      });
  });
