import { family, isNumber } from '@assay/checks';
import type { Answer, Value } from '@assay/core';
import Table from 'cli-table3';

const PLAIN = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '' },
  ...{ 'bottom-left': '', 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '' },
  ...{ right: '', 'right-mid': '', middle: '  ' },
};

const WIDEST = 40;
const CONTROL = /[\p{Cc}\p{Cf}]/gu;

/** A value as one line of plain text: nothing in it moves the cursor or turns the writing around. */
export const cell = (value: Value): string => {
  const text = value === null ? '–' : String(value).replaceAll(CONTROL, '␣');
  // Half of a character is none
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
};

const GAP = PLAIN.middle.length;

/** How many of the first columns fit; one at least. */
const fitting = (columns: readonly (readonly string[])[], width: number): number => {
  let taken = 0;
  const fits = columns.findIndex((texts) => {
    taken += Math.max(...texts.map(({ length }) => length)) + GAP;
    return taken - GAP > width;
  });
  return fits < 0 ? columns.length : Math.max(1, fits);
};

/** Rows for a terminal, numbers to the right. Where its width is known, columns beyond it are named below. */
export const tableText = ({ columns, rows }: Answer, width = Number.POSITIVE_INFINITY): string => {
  const texts = columns.map(({ name }) => [cell(name), ...rows.map((row) => cell(row[name] ?? null))]);
  const shown = columns.slice(0, fitting(texts, width));
  const rest = columns.slice(shown.length).map(({ name }) => cell(name));
  const table = new Table({
    head: shown.map(({ name }) => cell(name)),
    colAligns: shown.map(({ type }) => (isNumber(family({ type })) ? 'right' : 'left')),
    chars: PLAIN,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  for (const i of rows.keys()) table.push(shown.map((_, column) => texts[column]?.[i + 1] ?? ''));
  const said = table.toString().replaceAll(/ +$/gm, '');
  if (rest.length === 0) return said;
  return `${said}\n\nnot shown for want of room: ${rest.join(', ')}`;
};
