import { describe, expect, it } from 'vitest';
import { foreignTools } from '../src/index.ts';
import type { Case, Cases } from './semantics/case.ts';
import { dbtCore, dbtExpectations, dbtUtils } from './semantics/dbt.ts';
import { greatExpectations } from './semantics/great-expectations.ts';
import { deequ, sodaContracts, sodaV3 } from './semantics/soda-and-deequ.ts';
import { askShop } from './shop.ts';

const ALL: readonly Cases[] = [dbtCore, dbtUtils, dbtExpectations, greatExpectations, sodaV3, sodaContracts, deequ];

/** The verdict here, and the offenders of the check where there is one. */
const here = async ({ columns, rows, check }: Case) => {
  const { verdicts } = await askShop({ given: { 'shop.rows': { columns, rows } }, check });
  const asked = verdicts.filter(({ kind }) => kind !== 'not_empty');
  const failed = asked.filter(({ status }) => status === 'fail');
  expect(asked.filter(({ status }) => status === 'error')).toEqual([]);
  return { verdict: failed.length > 0 ? 'fail' : 'pass', failing: failed[0]?.failing_rows ?? null };
};

it('has cases of every tool', () => {
  expect(ALL.map(({ tool }) => tool)).toEqual(foreignTools.map(({ name }) => name));
  for (const { source } of ALL) expect(source.length).toBeGreaterThan(20);
});

for (const { tool, source, cases } of ALL)
  describe(`${tool}: ${source}`, () => {
    const tests = foreignTools.find(({ name }) => name === tool)?.tests ?? {};
    for (const one of cases)
      it(`${one.test}: ${one.title} ${one.differs ? 'differs, and that is said' : 'has the same verdict'}`, async () => {
        const equivalent = tests[one.test];
        expect(equivalent && 'is' in equivalent, `${one.test} is mapped`).toBe(true);
        const { verdict, failing } = await here(one);
        if (one.differs) {
          expect(verdict).not.toBe(one.there);
          expect(equivalent && 'is' in equivalent && equivalent.differs).toBeTruthy();
        } else expect(verdict).toBe(one.there);
        if (one.failing !== undefined) expect(failing).toBe(one.failing);
      });
  });
