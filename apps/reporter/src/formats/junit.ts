import type { Report, ReportedCheck, ReportedTable } from '@assay/core';
import { contractPlace } from '../contract-place.ts';
import { type Standing, standing } from '../standing.ts';
import { templates } from '../templates.ts';
import { oneLine, shortened } from '../wording.ts';
import type { FormatOptions } from './format.ts';
import template from './junit.hbs';

/** JUnit XML: a suite a table, a case a check. Warnings do not fail; waived checks count as skipped. */
export function render(report: Report, { root }: FormatOptions): string {
  const { run, tables } = report;
  const suites = tables.map((table) => {
    const cases = table.checks.map((check) => testCase(check, { table, root }));
    const time = ((table.build_ms ?? 0) / 1_000).toFixed(3);
    return { name: table.name, timestamp: run.started_at.replace(/Z$/, ''), time, cases, ...counts(cases) };
  });
  const time = (report.timings.reduce((sum, { ms }) => sum + ms, 0) / 1_000).toFixed(3);
  return templates().template(template)({
    project: run.project,
    suites,
    time,
    ...counts(suites.flatMap(({ cases }) => cases)),
  });
}

function testCase(check: ReportedCheck, { table, root }: { table: ReportedTable; root: string | undefined }) {
  const how = standing(check);
  const at = contractPlace({ check, table }, root);
  return {
    id: check.id,
    name: oneLine(check.name),
    kind: check.kind,
    summary: shortened(oneLine(summary(check, how)), 1_000),
    file: at?.file,
    line: at?.line,
    detail: detail(check),
    failure: how === 'fail',
    error: how === 'error',
    skipped: how === 'skip' || how === 'waived',
    warning: how === 'warn',
  };
}

function summary(check: ReportedCheck, how: Standing): string {
  if (how === 'skip') return `skipped because ${check.message ?? 'the question did not arise'}`;
  if (how === 'error') return `could not be asked: ${check.message ?? check.found}`;
  const waived =
    how === 'waived' && check.waiver !== null ? `waived until ${check.waiver.until} (${check.waiver.why}): ` : '';
  return `${waived}found ${check.found}, wanted ${check.wanted}`;
}

function detail(check: ReportedCheck): string {
  return [
    check.because,
    check.explanation,
    check.failing_since === null ? null : `failing since ${check.failing_since.as_of}`,
    ...check.samples.map((sample) => JSON.stringify(sample)),
    check.sql,
  ]
    .filter((part) => part !== null)
    .join('\n');
}

function counts(cases: readonly ReturnType<typeof testCase>[]) {
  return {
    tests: cases.length,
    failures: cases.filter((one) => one.failure).length,
    errors: cases.filter((one) => one.error).length,
    skipped: cases.filter((one) => one.skipped).length,
  };
}
