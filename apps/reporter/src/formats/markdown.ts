import type { Change, Report } from '@assay/core';
import { type ClosedChange, closedChanges, closedTitle, relative } from '../closed-periods.ts';
import { digest, type Finding, findings, wrong } from '../findings.ts';
import { bearing, endsSoon, MARKS } from '../standing.ts';
import { day, figureText, number, oneLine, plural, shortened } from '../wording.ts';
import type { FormatOptions } from './format.ts';

/** GitHub cuts a comment at 65,536 characters, and a step summary at 1 MiB. */
const MOST_CHARACTERS = 60_000;
const MOST_FINDINGS = 50;
const MOST_CHANGES = 30;
const MOST_CLOSED = 10;

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** What a pull request shows: the verdict, what is wrong, what changes. */
export function render(report: Report, { page }: FormatOptions): string {
  const all = findings(report);
  const shown = wrong(all);
  const { fresh, still, recovered, waived } = digest(all);
  const { run, totals } = report;
  const closed = closedChanges(report);
  const head = [
    `## ${MARKS[bearing(report)].symbol} ${safe(report.reason, 1_000)}`,
    '',
    `${safe(run.project)} on ${safe(run.target)}, as of ${safe(day(run.as_of))}: ${plural(totals.tables, 'table')}, ${plural(totals.checks, 'check')}; ` +
      `${fresh.length} new, ${still.length} still failing, ${recovered.length} recovered, ${waived.length} waived.`,
    ...(page === undefined ? [] : ['', `The whole page: ${safe(page)}`]),
  ];
  const table = (title: readonly string[], rows: readonly string[]): string[] =>
    rows.length === 0 ? [] : [`| ${title.join(' | ')} |`, `|${title.map(() => ' --- ').join('|')}|`, ...rows];
  const body = [
    ...section(closedTitle(closed), [
      ...closed.slice(0, MOST_CLOSED).map(closedLine),
      ...rest(closed.length, MOST_CLOSED),
    ]),
    ...section('What is wrong', [
      ...table(['', 'table', 'check', 'found', 'wanted', 'since, who'], shown.slice(0, MOST_FINDINGS).map(findingRow)),
      ...rest(shown.length, MOST_FINDINGS),
    ]),
    ...section(
      'Recovered',
      recovered.slice(0, MOST_FINDINGS).map(({ check, table: { name } }) => `- ${code(name)} ${safe(check.name)}`),
    ),
    ...section('What changes', [
      ...table(['table', 'rows', 'keys', 'columns and figures'], report.changes.slice(0, MOST_CHANGES).map(changeRow)),
      ...rest(report.changes.length, MOST_CHANGES),
    ]),
  ];
  const text = `${[...head, ...body].join('\n')}\n`;
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, text.lastIndexOf('\n', MOST_CHARACTERS))}\n\nThe rest is on the whole page.\n`;
}

/** Text as text: no markup, no mention, no link, no cell border. */
function safe(text: string, most = 300): string {
  return shortened(oneLine(text), most)
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    .replace(/[<>&]/g, (character) => ENTITIES[character] ?? '')
    .replace(/@/g, '@\u200b')
    .replace(/:\/\//g, ':\u200b//')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}\u200b.`);
}

function closedLine({ table, name, period, before, after, by }: ClosedChange): string {
  return `- **${safe(period)} is closed and changes**: ${code(table)} ${safe(name)} from ${safe(before)} to ${safe(after)}${by === '' ? '' : ` (${by})`}`;
}

function code(text: string): string {
  return `\`${oneLine(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}

function since({ check }: Finding): string {
  return check.failing_since === null ? '' : `since ${safe(day(check.failing_since.as_of))}`;
}

function findingRow(finding: Finding): string {
  const { check, table, standing } = finding;
  const found = check.status === 'error' ? (check.message ?? check.found) : check.found;
  const who = [since(finding), finding.owner === null ? '' : safe(finding.owner)]
    .filter((part) => part !== '')
    .join(', ');
  const waived =
    check.waiver !== null && standing === 'waived'
      ? `waived until ${safe(check.waiver.until)}${endsSoon(check.waiver)}: ${safe(check.waiver.why)}`
      : who;
  return `| ${MARKS[standing].symbol} ${MARKS[standing].word} | ${code(table.name)} | ${safe(check.name)} | ${safe(found)} | ${safe(check.wanted)} | ${waived} |`;
}

function changeRow({ table, rows, columns, keys, figures }: Change): string {
  const moved = keys === null ? '–' : `+${number(keys.added)} −${number(keys.removed)} ~${number(keys.changed)}`;
  const by = ({ before, after }: Change['figures'][number]): string => {
    const share = relative(before, after);
    return share === '' ? '' : ` (${share})`;
  };
  const said = figures
    .filter((figure) => !figure.closed)
    .slice(0, 3)
    .map(
      (figure) =>
        `${safe(figure.name)} ${safe(figure.period ?? '')}: ${safe(figureText(figure.before))} → ${safe(figureText(figure.after))}${by(figure)}`,
    );
  return `| ${code(table)} | ${number(rows.before)} → ${number(rows.after)} | ${moved} | ${[...columns.map((text) => safe(text)), ...said].join('; ')} |`;
}

function rest(all: number, most: number): string[] {
  return all > most ? ['', `… and ${number(all - most)} more.`] : [];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines];
}
