// What is in a report

export { exitCode } from './exit-code.ts';
export { type Finding, findings } from './findings.ts';
export { readReport } from './read-report.ts';
export { readReportFile } from './report-file.ts';
export { undemanded } from './standing.ts';

// Views

export type { Format, FormatOptions } from './formats/format.ts';
export { type FormatName, formats } from './formats.ts';
export { terminalStyle } from './terminal-style.ts';
export { list } from './wording.ts';

// CI systems

export { type CiOutput, ciOutputs, ciPage } from './ci.ts';
export { writeCiOutputs } from './write-ci-outputs.ts';

// Files
