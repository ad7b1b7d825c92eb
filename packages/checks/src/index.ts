// Contracts

// Asking
export { askPlainly } from './asking-plainly.ts';
// Checks
export { bindingProblems, type Understand } from './bind.ts';
export { type Budget, type Overrun, overruns, overrunText } from './budget.ts';
export { defaultsJsonSchema } from './contract/defaults.ts';
export { type ContractSource, parseContracts } from './contract/parse.ts';
export { contractJsonSchema } from './contract/schema.ts';
// Reading what people write
export { readYaml, type YamlFile } from './contract/yaml-file.ts';
export { type Cost, type Costs, costsTogether, totalCost } from './costs.ts';
// Time
export { type Deadline, lastDue, parseDeadline, wholeDayBefore } from './deadlines.ts';
export { hoursOf, hoursText } from './durations.ts';
// Other tools
export { type Explanation, explainName } from './foreign/explain.ts';
export { nearNames } from './foreign/find.ts';
export { foreignTools } from './foreign/index.ts';
export { hidingOf } from './hiding.ts';
export { checkId } from './ids.ts';
// Kinds
export {
  type Answers,
  type Context,
  type Example,
  type Kind,
  kind,
  type Metrics,
  type Scalar,
} from './kind.ts';
export { kinds } from './kinds/index.ts';
export { ledgerOf, type PlannedStatement, plannedCosts } from './ledger.ts';
export { type CheckedTable, type Made, type MakeOptions, makeChecks } from './make.ts';
// What people see
export { type Mask, maskError, maskRows, maskWith } from './mask.ts';
export { suggestion } from './names.ts';
export { type Difference, findDifferences } from './paranoid.ts';
export { type Plan, planChecks } from './plan.ts';
export { ageHours, newestEvent } from './recency.ts';
export { type Claim, type Recipe, type RecipeExample, recipe } from './recipe.ts';
export { recipes } from './recipes/index.ts';
export { reference } from './reference.ts';
export { type Ran, type RunOptions, runPlan } from './run.ts';
export { expressionProblem, queryProblem, withoutEnd } from './sql-text.ts';
// What a query reads and gives
export { parsed } from './tree/parse.ts';
export { type Reads, reachProblem, readsOf, type TableName } from './tree/reads.ts';
export { disclosure } from './tree/taint.ts';
export { family, isNumber } from './types.ts';
export { blocks, parseWaivers, type Waiver, waiverOf } from './waivers.ts';
