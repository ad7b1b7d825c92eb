import type { AskOptions, Session, Value } from '@assay/core';
import { ask } from './ask.ts';
import { askPlainly } from './asking-plainly.ts';
import { type Plan, planChecks, readersOf } from './plan.ts';

/** A figure that two ways of asking do not agree on. */
export interface Difference {
  readonly table: string;
  readonly checks: readonly string[];
  readonly figure: string;
  readonly found: Value | 'error';
  readonly plainly: Value | 'error';
}

/** Sums of doubles differ in their last bits from run to run. */
const CLOSE = 1e-9;

const agree = (one: Value | undefined, other: Value | undefined): boolean => {
  if (one === other) return true;
  if (one === undefined || other === undefined || one === null || other === null) return false;
  const [a, b] = [Number(one), Number(other)];
  return Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= CLOSE * Math.max(Math.abs(a), Math.abs(b));
};

/** Asks every figure of a plan twice, in the engine's form and plainly. What differs is a bug of ours, not of the data. */
export const findDifferences = async (
  plan: Plan,
  session: Session,
  options: AskOptions = {},
): Promise<readonly Difference[]> => {
  const clever = await ask(plan, session, options);
  const plain = await ask(planChecks(plan.checks, { dialect: plan.dialect, asking: askPlainly }), session, options);
  const readers = readersOf(plan);
  return plan.questions
    .filter(({ key }) => !agree(clever.known.get(key), plain.known.get(key)))
    .map((question) => ({
      table: question.relation.table,
      checks: readers.get(question.key) ?? [],
      figure: question.metric.shape,
      found: clever.known.get(question.key) ?? (clever.broken.has(question.key) ? 'error' : null),
      plainly: plain.known.get(question.key) ?? (plain.broken.has(question.key) ? 'error' : null),
    }));
};
