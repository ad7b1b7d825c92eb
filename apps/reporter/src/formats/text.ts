import type { Report } from '@assay/core';
import Table from 'cli-table3';
import pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import { digest, type Finding, findings, wrong } from '../findings.ts';
import { bearing, endsSoon, MARKS, type Standing } from '../standing.ts';
import { number, oneLine, plural, shortened } from '../wording.ts';
import type { FormatOptions } from './format.ts';

const MOST_ROWS = 12;
/** Lines of the table, so that the whole fits on a screen of 24 lines. */
const MOST_LINES = 16;
const GAP = 2;
const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GAP),
};

const LEAST = 8;
/** Of the width after the mark: at most so much for the table; the rest shared by check, found, wanted. */
const MOST_TABLE = 0.36;
/** Ways of sharing; the one that takes the fewest lines is used, the first of several. */
const SHARES = [
  [0.4, 0.33, 0.27],
  [0.34, 0.33, 0.33],
  [0.34, 0.4, 0.26],
  [0.5, 0.25, 0.25],
  [0.28, 0.28, 0.44],
];

const ASCII: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '…': '...',
  '≤': '<=',
  '≥': '>=',
  '−': '-',
  '×': 'x',
};

/** The end of a run on a terminal: what is wrong, worst first, then one line of verdict. */
export function render(report: Report, options: FormatOptions): string {
  const { width = 80, color = false, ascii = false, page, next } = options;
  const colors = pc.createColors(color);
  const paint = (standing: Standing, text: string): string => {
    if (standing === 'fail' || standing === 'error') return colors.red(text);
    return standing === 'pass' ? text : colors.dim(text);
  };
  const plain = (text: string, most: number): string => {
    const short = shortened(oneLine(text), most);
    return ascii ? toAscii(short) : short;
  };
  const wrap = (text: string, columns: number): string => wrapAnsi(breakable(text, columns), columns, { hard: true });
  const cell = (text: string, columns: number): string => wrap(plain(text, columns * 4), columns);
  const mark = (standing: Standing): string => (ascii ? MARKS[standing].ascii : MARKS[standing].symbol);

  const all = findings(report);
  const shown = wrong(all);
  const worst = shown.slice(0, MOST_ROWS);
  const row = ({ check, table, standing }: Finding, columns: readonly number[]): string[] => {
    const found = check.status === 'error' ? (check.message ?? check.found) : check.found;
    const cells = [
      table.name,
      check.name,
      found,
      standing === 'waived' ? `waived until ${check.waiver?.until}${endsSoon(check.waiver)}` : check.wanted,
    ];
    return [paint(standing, mark(standing)), ...cells.map((text, i) => cell(text, columns[i + 1] ?? 8))];
  };

  const [layout] = widths(width, Math.max(0, ...worst.map(({ table }) => table.name.length)))
    .map((columns) => ({ columns, cells: worst.map((finding) => row(finding, columns)) }))
    .sort((a, b) => sum(a.cells.map(high)) - sum(b.cells.map(high)));
  const rows: string[][] = [];
  let room = MOST_LINES;
  for (const cells of layout?.cells ?? []) {
    room -= high(cells);
    if (room < 0 && rows.length > 0) break;
    rows.push(cells);
  }

  const lines: string[] = [];
  if (shown.length > 0) {
    const table = new Table({
      head: ['', 'table', 'check', 'found', 'wanted'].map((title) => colors.dim(title)),
      colWidths: [...(layout?.columns ?? [])],
      chars: NO_LINES,
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    });
    table.push(...rows);
    lines.push(table.toString());
    if (shown.length > rows.length)
      lines.push(colors.dim(`${ascii ? '...' : '…'} and ${number(shown.length - rows.length)} more`));
    lines.push('');
  }

  const { tables, checks, skip, waived } = report.totals;
  const { fresh, still, recovered } = digest(all);
  const counts = [plural(tables, 'table'), plural(checks, 'check')];
  const news = { new: fresh, 'still failing': still, recovered };
  if (report.previous !== null) {
    for (const [word, { length }] of Object.entries(news)) if (length > 0) counts.push(`${number(length)} ${word}`);
  }
  if (skip > 0) counts.push(`${skip} skipped`);
  if (waived > 0) counts.push(`${waived} waived`);
  lines.push(colors.dim(wrap(counts.join(', '), width)));

  const word = bearing(report);
  const sentence = wrap(plain(report.reason, width * 4), width - 2).replaceAll('\n', '\n  ');
  lines.push(colors.bold(`${paint(word, mark(word))} ${sentence}`));
  if (page !== undefined) lines.push(colors.dim(`page: ${page}`));
  if (next !== undefined) lines.push(colors.dim(`next: ${next}`));
  return `${lines.map((line) => line.replace(/[ \t]+$/gm, '')).join('\n')}\n`;
}

function toAscii(text: string): string {
  return text.replace(/[^\p{ASCII}]/gu, (character) => ASCII[character] ?? '?');
}

/** Names that are longer than a column are broken where their parts meet. */
function breakable(text: string, columns: number): string {
  return text.replace(/\S+/g, (word) => {
    if (word.length <= columns) return word;
    let [lines, line] = ['', ''];
    for (const part of word.split(/(?<=[._/-])/)) {
      if (line !== '' && line.length + part.length > columns) {
        lines += `${line}\n`;
        line = '';
      }
      line += part;
    }
    return lines + line;
  });
}

/** Widths of the mark, the table, the check, what was found and what was wanted. */
function widths(width: number, longestTable: number): number[][] {
  const room = width - 1 - GAP * 4;
  const table = Math.max(LEAST, Math.min(longestTable, Math.floor(room * MOST_TABLE)));
  return SHARES.map((shares) => [
    1,
    table,
    ...shares.map((share) => Math.max(LEAST, Math.floor((room - table) * share))),
  ]);
}

function sum(heights: readonly number[]): number {
  return heights.reduce((all, one) => all + one, 0);
}

function high(cells: readonly string[]): number {
  return Math.max(...cells.map((text) => text.split('\n').length));
}
