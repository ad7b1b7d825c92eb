import { cell } from '../terminal/table.ts';
import type { ColumnProfile } from './profile.ts';

const WIDTH = 30;
const count = (value: number) => value.toLocaleString('en');
const share = (part: number, whole: number) => (whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(1)} %)`);
/** Figures of people's size in full, those far beyond it or below it by their power of ten. */
const figure = (value: number | null): string => {
  if (value === null) return '–';
  const size = Math.abs(value);
  if (!Number.isFinite(value) || (size > 0 && (size < 1e-4 || size >= 1e15)))
    return String(Number(value.toPrecision(4)));
  return value.toLocaleString('en', { maximumFractionDigits: size < 10 ? 4 : 2 });
};

const line = (label: string, value: string) => `  ${label.padEnd(10)} ${value}\n`;

const bar = (rows: number, most: number) => '█'.repeat(Math.ceil((WIDTH * rows) / Math.max(most, 1)));

/** A column's profile for a terminal. */
export const columnText = (table: string, profile: ColumnProfile): string => {
  const { column, type, rows, nulls, distinct, quantiles, frequent, histogram } = profile;
  const most = Math.max(...(histogram ?? []).map((bin) => bin.rows), 1);
  const widest = Math.max(14, ...(histogram ?? []).map((bin) => figure(bin.from).length));
  const label = (value: number) => figure(value).padStart(widest);
  return [
    `${table}.${column}  ${type}\n`,
    line('rows', count(rows)),
    line('null', `${count(nulls)}${share(nulls, rows)}`),
    line('distinct', count(distinct)),
    line('min', cell(profile.min)),
    quantiles ? line('quartiles', [quantiles.q25, quantiles.median, quantiles.q75].map(figure).join('  ')) : '',
    line('max', cell(profile.max)),
    frequent.length > 0 && distinct < rows - nulls ? '\n  most frequent\n' : '',
    ...(distinct < rows - nulls
      ? frequent.map(({ value, rows: n }) => `  ${cell(value).padEnd(24)} ${count(n).padStart(10)}${share(n, rows)}\n`)
      : []),
    histogram ? '\n' : '',
    ...(histogram ?? []).map((bin) => `${label(bin.from)} ${bar(bin.rows, most).padEnd(WIDTH)} ${count(bin.rows)}\n`),
  ].join('');
};
