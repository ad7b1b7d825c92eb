import type { Report } from '@assay/core';
import Table from 'cli-table3';
import pc from 'picocolors';
import { digest, type Finding, findings, wrong } from '../findings.ts';
import type { FormatOptions } from '../formats.ts';
import { MARKS, OUTCOME_STANDING, outcome, type Standing } from '../standing.ts';
import { number, oneLine, plural, shortened } from '../wording.ts';

const MOST_ROWS = 12;
const GAP = 2;
const NO_LINES = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '' },
  ...{ 'bottom-left': '', 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '' },
  ...{ right: '', 'right-mid': '', middle: ' '.repeat(GAP) },
};

/** Shares of the width after the mark: table, check, found, wanted. */
const SHARES = [0.25, 0.31, 0.24, 0.2];

const widths = (width: number): number[] => {
  const room = width - 1 - GAP * SHARES.length;
  return [1, ...SHARES.map((share) => Math.max(8, Math.floor(room * share)))];
};

const ASCII: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '…': '...',
  '≤': '<=',
  '≥': '>=',
  '−': '-',
  '×': 'x',
};
const toAscii = (text: string): string => text.replace(/[^\p{ASCII}]/gu, (character) => ASCII[character] ?? '?');

/** The end of a run on a terminal: what is wrong, worst first, then one line of verdict. */
export const render = (report: Report, { width = 80, color = false, ascii = false, page }: FormatOptions): string => {
  const colors = pc.createColors(color);
  const paint = (standing: Standing, text: string): string => {
    if (standing === 'fail' || standing === 'error') return colors.red(text);
    return standing === 'pass' ? text : colors.dim(text);
  };
  const cell = (text: string, most: number): string => shortened(oneLine(ascii ? toAscii(text) : text), most * 3);
  const mark = (standing: Standing): string => (ascii ? MARKS[standing].ascii : MARKS[standing].symbol);

  const columns = widths(width);
  const row = ({ check, table, standing }: Finding): string[] => {
    const found = check.status === 'error' ? (check.message ?? check.found) : check.found;
    const cells = [
      table.name,
      check.name,
      found,
      standing === 'waived' ? `waived until ${check.waiver?.until}` : check.wanted,
    ];
    return [paint(standing, mark(standing)), ...cells.map((text, i) => cell(text, columns[i + 1] ?? 8))];
  };

  const all = findings(report);
  const shown = wrong(all);
  const lines: string[] = [];
  if (shown.length > 0) {
    const table = new Table({
      head: ['', 'table', 'check', 'found', 'wanted'].map((title) => colors.dim(title)),
      colWidths: columns,
      wordWrap: true,
      wrapOnWordBoundary: false,
      chars: NO_LINES,
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    });
    table.push(...shown.slice(0, MOST_ROWS).map(row));
    lines.push(table.toString());
    if (shown.length > MOST_ROWS)
      lines.push(colors.dim(`${ascii ? '...' : '…'} and ${number(shown.length - MOST_ROWS)} more`));
    lines.push('');
  }

  const { tables, checks, skip, waived } = report.totals;
  const { fresh, still, recovered } = digest(all);
  const counts = [plural(tables, 'table'), plural(checks, 'check')];
  if (report.previous !== null)
    counts.push(`${fresh.length} new`, `${still.length} still failing`, `${recovered.length} recovered`);
  if (skip > 0) counts.push(`${skip} skipped`);
  if (waived > 0) counts.push(`${waived} waived`);
  lines.push(colors.dim(counts.join(', ')));

  const word = OUTCOME_STANDING[outcome(report)];
  const sentence = oneLine(ascii ? toAscii(report.reason) : report.reason);
  lines.push(colors.bold(`${paint(word, mark(word))} ${shortened(sentence, width * 4)}`));
  if (page !== undefined) lines.push(colors.dim(`page: ${page}`));
  return `${lines.map((line) => line.replace(/[ \t]+$/gm, '')).join('\n')}\n`;
};
