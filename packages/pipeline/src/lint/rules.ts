import type { Rule } from './rule.ts';
import { arraysAndStructs } from './rules/arrays-and-structs.ts';
import { clauses } from './rules/clauses.ts';
import { clockAndChance } from './rules/clock-and-chance.ts';
import { dateParts } from './rules/date-parts.ts';
import { division } from './rules/division.ts';
import { functions, functionsBut } from './rules/functions.ts';
import { integerCasts } from './rules/integer-casts.ts';
import { intervals } from './rules/intervals.ts';
import { literals } from './rules/literals.ts';
import { macroAggregates } from './rules/macro-aggregates.ts';
import { names } from './rules/names.ts';
import { nullTreatment } from './rules/null-treatment.ts';
import { oneSelect } from './rules/one-select.ts';
import { operators } from './rules/operators.ts';
import { placeholders } from './rules/parameters.ts';
import { star } from './rules/star.ts';
import { types } from './rules/types.ts';

/** What any statement must keep to, so that two engines give the same rows. */
export const SUBSET: readonly Rule[] = [
  oneSelect,
  names,
  literals,
  operators,
  division,
  types,
  integerCasts,
  functions,
  dateParts,
  intervals,
  clockAndChance,
  nullTreatment,
  macroAggregates,
  arraysAndStructs,
  clauses,
];

/** What a model keeps to besides. */
export const MODEL: readonly Rule[] = [star];

/** Aggregates of which both engines have their own type or last digits, which a figure that is only compared may have. */
const FIGURES = ['avg', 'kurtosis', 'skewness', 'stddev_pop', 'stddev_samp', 'var_pop', 'var_samp', 'variance'];

/** What the predicates and queries of a contract keep to; whether they are one SELECT is found where they are bound. */
export const CONTRACT: readonly Rule[] = [
  ...SUBSET.filter((rule) => rule !== oneSelect && rule !== functions),
  functionsBut(FIGURES),
  placeholders,
];
