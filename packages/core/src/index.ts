// Time
export { after } from './after.ts';
export { unreadable } from './readable.ts';
// What can go wrong

// Checks
export { type Asking, answering, type Batch, type Known, type Part, type Question } from './asking.ts';
// Charts
export { type ChartDeclaration, chartColumns, chartDeclaration } from './chart.ts';
export type { Check, Judgement, Limit, Offenders, Place, Verdict } from './check.ts';
export type { Change as ContractChange, Contract, ContractColumn, Demand, Freshness } from './contract.ts';
// SQL and the engines that read it
export type { Day, Dialect, Instant, Literal } from './dialect.ts';
export { diskReason } from './disk-reason.ts';
export { withoutValues } from './engine-error.ts';
export { CancelledError, DataError, type Problem, problemLine, UnavailableError, UserError } from './errors.ts';
export { explainFailure } from './explain-failure.ts';
export type { FileFinding } from './file-finding.ts';
export { dayOf, instantOf, literalDay, literalInstant } from './instant.ts';
export {
  type Bounds,
  type CountMetric,
  isCount,
  type Metric,
  type Relation,
  type Target as ReferenceTarget,
  type ValueMetric,
} from './metric.ts';
// Projects
export {
  type DatabricksTarget,
  type DuckdbTarget,
  type Project,
  project,
  projectSchema,
  type SparkTarget,
  type Target,
  target,
} from './project.ts';
// Reports
export {
  type Change,
  type Chart,
  DIMENSIONS,
  type Dimension,
  type Report,
  type ReportedCheck,
  type ReportedTable,
  report,
  reportSchema,
} from './report.ts';
export { RUNS } from './runs.ts';
export { allOf, condition, countedKeys, outside, repeatedKeys, scalarQuery } from './scalar.ts';
// Files of our own
export { unseenIn, withoutSecrets } from './secrets.ts';
// Warehouses
export {
  type Answer,
  type AskOptions,
  type Column,
  type Defined,
  type Row,
  type SentStatement,
  type Session,
  stoppable,
  type Value,
} from './session.ts';
export {
  comparePercentages,
  compareShare,
  fractionOf,
  type Part as PartOf,
  PERCENTAGE,
  type Percentage,
  shareText,
} from './share.ts';
export type { FileTable } from './source.ts';
export { id, join, own, raw, render, type Sql, sql, table } from './sql.ts';
export { bindParameters, mapTables, position, type Token, tokens } from './tokens.ts';
export type {
  Adoption,
  Before,
  BeginOptions,
  Candidate,
  CandidateInfo,
  CandidateState,
  KeptRun,
  Publication,
  ReadOptions,
  Run,
  SharedHistory,
  TableFacts,
  TableNotes,
  Warehouse,
  YoungFrom,
} from './warehouse.ts';
