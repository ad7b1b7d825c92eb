// Views
export { type CiOutput, ciOutputs, ciPage } from './ci.ts';
export { exitCode } from './exit-code.ts';
export { type Finding, findings } from './findings.ts';
export type { Format, FormatOptions } from './formats/format.ts';
export { type FormatName, formats } from './formats.ts';
// Files
export { readReport } from './read-report.ts';
export { readReportFile } from './report-file.ts';
export { undemanded } from './standing.ts';
export { terminalStyle } from './terminal-style.ts';
export { list } from './wording.ts';
export { sweepLeftOvers, writeAtomically } from './write-atomically.ts';
export { type CiWriting, writeCiOutputs } from './write-ci-outputs.ts';
