import type { Chart } from '@assay/core';
import { number, shortened } from '../wording.ts';
import type { Drawing } from './draw.ts';
import type { Palette } from './palette.ts';

const MOST_ROWS = 24;
const MOST_COLUMNS = 13;
const CELL = { width: 46, height: 26 };
const LEFT = 118;
/** Ink stays readable on the darkest cell, in both themes. */
const DARKEST = 0.5;

/** Offset 0 is 100 % by definition, so it says nothing about the shade of the others. */
const greatest = (rows: readonly (readonly (number | null)[])[]): number =>
  Math.max(1e-9, ...rows.flatMap((values) => values.slice(1).map((value) => value ?? 0)));

/** Cohorts: one hue, deeper where more came back, and the number in each cell. */
export const triangle = (chart: Extract<Chart, { type: 'triangle' }>, palette: Palette): Drawing => {
  const rows = chart.rows.slice(-MOST_ROWS);
  const columns = Math.min(MOST_COLUMNS, Math.max(1, ...rows.map(({ values }) => values.length)));
  const most = greatest(rows.map(({ values }) => values));
  const text = { color: palette.quiet, fontFamily: palette.font, fontSize: 12 };
  const axis = {
    type: 'category',
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: text,
  };
  const cells = rows.flatMap(({ values }, y) =>
    values.slice(0, columns).flatMap((value, x) => {
      if (value === null) return [];
      return [[x, y, Math.min(1, Math.max(0, value / most)), value]];
    }),
  );
  return {
    width: LEFT + columns * CELL.width + 8,
    height: 48 + rows.length * CELL.height,
    option: {
      grid: { left: LEFT, top: 40, width: columns * CELL.width, height: rows.length * CELL.height },
      xAxis: {
        ...axis,
        position: 'top',
        data: Array.from({ length: columns }, (_, i) => i),
        name: 'months since',
        nameLocation: 'start',
        nameTextStyle: { ...text, align: 'right', verticalAlign: 'bottom', padding: [0, 4, 9, 0] },
        nameGap: 4,
      },
      yAxis: {
        ...axis,
        inverse: true,
        data: rows.map(({ label, size }) => `${shortened(label, 10)}  ${number(size)}`),
      },
      visualMap: { show: false, dimension: 2, min: 0, max: 1, inRange: { opacity: [0.02, DARKEST] } },
      series: [
        {
          type: 'heatmap',
          data: cells,
          itemStyle: { color: palette.accent },
          label: {
            ...text,
            color: palette.ink,
            fontSize: 11,
            opacity: 1,
            show: true,
            formatter: ({ value }: { value: readonly number[] }) => number(Math.round((value[3] ?? 0) * 10) / 10),
          },
        },
      ],
    },
  };
};
