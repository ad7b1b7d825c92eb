// Reading

// Views
export { type Format, type FormatName, type FormatOptions, formats } from './formats.ts';
export { readReport } from './read-report.ts';
