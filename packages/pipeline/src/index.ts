// Raw files
export type { DataSet, RecordColumn } from './bronze/data-set.ts';
export { emptyBronze } from './bronze/empty.ts';
export { keptFindings } from './bronze/file-findings.ts';
export { type LoadedRaw, type LoadOptions, loadRaw, RawDataError } from './bronze/load-raw.ts';
export type { LoadedDataSet } from './bronze/quarantine.ts';
export { isRecordSchema, readRecordSchemas, recordProblems } from './bronze/record-schemas.ts';
// Lint
export { FUNCTIONS } from './lint/functions.ts';
export { type LintOptions, type LintProblem, lintContractSql, lintModel, lintSql } from './lint/lint.ts';
// Models
export { type BuildOptions, buildModels, modelText } from './models/build.ts';
export { type Reference, readReferences } from './models/dependencies.ts';
export type { Model } from './models/model.ts';
export { type Lineage, orderModels, withDownstream } from './models/order.ts';
export { isModelFile, parseModel, readModels } from './models/read.ts';
