import { type Report, UserError } from '@assay/core';
import { oneLine, shortened } from './wording.ts';

/** Reads report.json, which may come from another process, version or program. Fields it does not know are let be. */
export async function readReport(text: string): Promise<Report> {
  const value = parse(text);
  const version = versionOf(value);
  if (version === undefined) throw new UserError('this is not a report of Assay: it has no version');
  if (version !== 1) {
    const shown = shortened(oneLine(String(JSON.stringify(version))), 40);
    throw new UserError(
      `the report is of version ${shown}, and this assay reads version 1: install the one that wrote it`,
    );
  }
  const { reportProblems } = await import('./report-problems.ts');
  const problems = reportProblems(value);
  if (problems.length > 0) throw new UserError(problems.map((message) => ({ message })));
  return value as Report; // just held against its schema
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError('the report is not JSON or was cut short: write it again, or name another file', { cause });
  }
}

function versionOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
}
