import type { Report } from '@assay/core';
import { builtInDemand, contractPlace } from '../contract-place.ts';
import { type Finding, findings, wrong } from '../findings.ts';
import { endsSoon, type Standing } from '../standing.ts';
import { plural, shortened } from '../wording.ts';
import type { FormatOptions } from './format.ts';

/** GitHub keeps the first ten of each level that a step writes. */
const MOST_OF_A_LEVEL = 10;

type Level = 'error' | 'warning' | 'notice';
const LEVELS: Readonly<Record<Standing, Level>> = {
  fail: 'error',
  error: 'error',
  warn: 'warning',
  waived: 'notice',
  skip: 'notice',
  pass: 'notice',
};

/** Workflow commands that GitHub shows on the lines of the contracts, worst first, within its limits. */
export function render(report: Report, { root }: FormatOptions): string {
  const shown = wrong(findings(report));
  const lines = (['error', 'warning', 'notice'] as const).flatMap((level) => {
    const some = shown.filter(({ standing }) => LEVELS[standing] === level);
    if (some.length <= MOST_OF_A_LEVEL) return some.map((finding) => annotation(finding, root));
    const kept = some.slice(0, MOST_OF_A_LEVEL - 1);
    return [
      ...kept.map((finding) => annotation(finding, root)),
      command(level, {}, `and ${plural(some.length - kept.length, 'more check')} like this: see the step summary`),
    ];
  });
  const verdict = report.verdict === 'pass' ? 'notice' : 'error';
  const room = lines.filter((line) => line.startsWith(`::${verdict}`)).length < MOST_OF_A_LEVEL;
  return [...(room ? [command(verdict, { title: 'Assay' }, report.reason)] : []), ...lines, ''].join('\n');
}

function annotation(finding: Finding, root: string | undefined): string {
  const { check, table, standing } = finding;
  const at = contractPlace(finding, root);
  const place: Record<string, string | number> = at === null ? {} : { file: at.file, line: at.line, col: at.column };
  const found =
    check.status === 'error'
      ? `could not be asked: ${check.message ?? check.found}`
      : `found ${check.found}, wanted ${check.wanted}`;
  const waived =
    standing === 'waived' && check.waiver !== null
      ? `; waived until ${check.waiver.until}${endsSoon(check.waiver)}`
      : '';
  return command(
    LEVELS[standing],
    { ...place, title: shortened(`${table.name}: ${check.name}`, 200) },
    `${found}${waived}${builtInDemand(finding)}`,
  );
}

function command(level: Level, properties: Readonly<Record<string, string | number>>, message: string): string {
  const said = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${level}${said.length === 0 ? '' : ` ${said.join(',')}`}::${data(shortened(message, 4_000))}`;
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
