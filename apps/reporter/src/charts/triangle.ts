import type { Chart } from '@assay/core';
import { scaleLinear } from 'd3-scale';
import { number, shortened } from '../wording.ts';
import type { Palette } from './palette.ts';
import { type Drawing, text } from './svg.ts';

const MOST_ROWS = 24;
const MOST_COLUMNS = 13;
const CELL = { width: 46, height: 26 };
const LEFT = 118;
const TOP = 40;
const LIGHTEST = 0.02;
/** Ink stays readable on the darkest cell, in both themes. */
const DARKEST = 0.5;

/** Cohorts: one hue, deeper where more came back, and the number in each cell. */
export function triangle(chart: Extract<Chart, { type: 'triangle' }>, { quiet, ink, accent }: Palette): Drawing {
  const rows = chart.rows.slice(-MOST_ROWS);
  const columns = Math.min(MOST_COLUMNS, Math.max(1, ...rows.map(({ values }) => values.length)));
  const shade = scaleLinear([0, greatest(rows.map(({ values }) => values))], [LIGHTEST, DARKEST]).clamp(true);
  const x = (column: number): number => LEFT + column * CELL.width;
  const y = (row: number): number => TOP + row * CELL.height;
  const named = { x: LEFT - 8, anchor: 'end', color: quiet } as const;
  const cell = (value: number, at: { x: number; y: number }): string[] => {
    const middle = { x: at.x + CELL.width / 2, y: at.y + CELL.height / 2 };
    return [
      `<rect x="${at.x}" y="${at.y}" width="${CELL.width}" height="${CELL.height}" fill="${accent}" opacity="${shade(value).toFixed(3)}"/>`,
      text(number(Math.round(value * 10) / 10), { ...middle, anchor: 'middle', color: ink, size: 11 }),
    ];
  };
  return {
    width: LEFT + columns * CELL.width + 8,
    height: TOP + 8 + rows.length * CELL.height,
    marks: [
      text('months since', { ...named, y: TOP - 14 }),
      ...Array.from({ length: columns }, (_, i) =>
        text(String(i), { x: x(i) + CELL.width / 2, y: TOP - 14, anchor: 'middle', color: quiet }),
      ),
      ...rows.flatMap(({ label, size, values }, row) => [
        text(`${shortened(label, 10)}  ${number(size)}`, { ...named, y: y(row) + CELL.height / 2 }),
        ...values
          .slice(0, columns)
          .flatMap((value, column) => (value === null ? [] : cell(value, { x: x(column), y: y(row) }))),
      ]),
    ],
  };
}

/** Offset 0 is 100 % by definition, so it says nothing about the shade of the others. */
function greatest(rows: readonly (readonly (number | null)[])[]): number {
  return Math.max(1e-9, ...rows.flatMap((values) => values.slice(1).map((value) => value ?? 0)));
}
