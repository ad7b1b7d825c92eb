import { type Budget, type Costs, overruns, overrunText } from '@assay/checks';
import { RUNS, UserError, type Verdict } from '@assay/core';
import { type Around, say } from '../audit/say.ts';

/** Throws `UserError` where the plan alone exceeds the budget: then nothing need be built or asked. */
export const refuseOverrun = (budget: Budget | undefined, planned: () => Costs): void => {
  const over = budget ? overruns(planned(), budget) : [];
  if (over.length > 0)
    throw new UserError(
      over.map((one) => ({ file: 'assay.yml', message: `the plan exceeds budget: ${overrunText(one)}` })),
    );
};

/** A failing verdict on the run itself where it has cost more than it may; nothing to say where it has not. */
export const budgetKept = (budget: Budget | undefined, costs: Costs, around: Around): Verdict[] => {
  const over = budget ? overruns(costs, budget) : [];
  if (over.length === 0) return [];
  const claim = { table: RUNS, kind: 'budget', name: 'the checks keep to their budget', at: null };
  const found = over.map(overrunText).join('; ');
  return [say({ ...claim, severity: 'error' }, { holds: false, found, wanted: 'budget: of assay.yml' }, around)];
};
