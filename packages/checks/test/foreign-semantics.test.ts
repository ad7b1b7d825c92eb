import { describe, expect, it } from 'vitest';
import { foreignTools } from '../src/index.ts';
import type { Case, Cases } from './semantics/case.ts';
import { dbtCore, dbtUtils } from './semantics/dbt.ts';
import { dbtExpectations } from './semantics/dbt-expectations.ts';
import { deequ } from './semantics/deequ.ts';
import { greatExpectations } from './semantics/great-expectations.ts';
import { sodaContracts } from './semantics/soda-contracts.ts';
import { sodaV3 } from './semantics/soda-v3.ts';
import { askShop } from './shop.ts';

const ALL: readonly Cases[] = [dbtCore, dbtUtils, dbtExpectations, greatExpectations, sodaV3, sodaContracts, deequ];

/** The verdict here, and the offenders of the check where there is one. */
const here = async ({ columns, rows, others, check }: Case) => {
  const given = { 'shop.rows': { columns, rows }, ...(others ? { 'shop.others': others } : {}) };
  const { verdicts } = await askShop({ given, check });
  const asked = verdicts.filter(({ kind }) => kind !== 'not_empty');
  const failed = asked.filter(({ status }) => status === 'fail');
  expect(asked.filter(({ status }) => status === 'error')).toEqual([]);
  return { verdicts, verdict: failed.length > 0 ? 'fail' : 'pass', failing: failed[0]?.failing_rows ?? null };
};

it('has cases of every tool', () => {
  expect(ALL.map(({ tool }) => tool)).toEqual(foreignTools.map(({ name }) => name));
  for (const { source } of ALL) expect(source.length).toBeGreaterThan(20);
});

it('has a case for every test that is mapped, by its name or by another that is written the same here', () => {
  for (const { tool, cases } of ALL) {
    const { tests = {} } = foreignTools.find(({ name }) => name === tool) ?? {};
    const written = (test: string): string => {
      const equivalent = tests[test];
      return equivalent && 'is' in equivalent ? equivalent.is : '';
    };
    const shown = new Set(cases.map(({ test }) => written(test)));
    const mapped = Object.keys(tests).filter((test) => written(test) !== '');
    expect(
      mapped.filter((test) => !shown.has(written(test))),
      tool,
    ).toEqual([]);
  }
});

for (const { tool, source, cases } of ALL)
  describe(`${tool}: ${source}`, () => {
    const tests = foreignTools.find(({ name }) => name === tool)?.tests ?? {};
    for (const one of cases)
      it(`${one.test}: ${one.title} ${one.differs ? 'differs, and that is said' : 'has the same verdict'}`, async () => {
        const equivalent = tests[one.test];
        expect(equivalent && 'is' in equivalent, `${one.test} is mapped`).toBe(true);
        const { verdict, verdicts, failing } = await here(one);
        if (one.differs) {
          expect(verdict).not.toBe(one.there);
          expect(equivalent && 'is' in equivalent && equivalent.differs).toBeTruthy();
        } else expect(verdict, JSON.stringify(verdicts)).toBe(one.there);
        if (one.failing !== undefined) expect(failing).toBe(one.failing);
      });
  });
