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

/** Rows for a terminal, numbers to the right. */
export const tableText = ({ columns, rows }: Answer): string => {
  const table = new Table({
    head: columns.map(({ name }) => cell(name)),
    colAligns: columns.map(({ type }) => (isNumber(family({ type })) ? 'right' : 'left')),
    chars: PLAIN,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  for (const row of rows) table.push(columns.map(({ name }) => cell(row[name] ?? null)));
  return table.toString().replaceAll(/ +$/gm, '');
};
