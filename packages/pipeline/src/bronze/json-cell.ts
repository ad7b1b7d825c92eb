import type { Cell } from './cell.ts';
import type { RecordColumn } from './data-set.ts';
import { textCell } from './text-cell.ts';

/** A cell that holds a JSON value as its text: strings lose their quotes, and their escapes where they have any. */
export const jsonCell = (json: string, column: RecordColumn): Cell => {
  const text = `cast(${json} as varchar)`;
  if (column.json !== 'string') return { ...textCell(text, column), isNull: `${json} is null` };
  const string = `case when contains(${text}, '\\') then ${json} ->> '$' else substr(${text}, 2, length(${text}) - 2) end`;
  const cell = textCell(`(${string})`, column);
  return { ...cell, isNull: `${json} is null`, faithful: `starts_with(${text}, '"') and ${cell.faithful}` };
};
