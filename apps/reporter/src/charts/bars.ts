import type { Chart } from '@assay/core';
import { number, shortened } from '../wording.ts';
import type { Drawing } from './draw.ts';
import type { Palette } from './palette.ts';

const MOST_BARS = 16;
const WIDTH = 720;

/** Cents say nothing in a picture of thousands. */
const figure = (value: number): string => number(Math.abs(value) >= 1_000 ? Math.round(value) : value);

/** Sorted bars from zero, each with its value at its end. */
export const bars = (chart: Extract<Chart, { type: 'bars' }>, palette: Palette): Drawing => {
  const shown = chart.bars.toSorted((a, b) => b.value - a.value).slice(0, MOST_BARS);
  const text = { color: palette.ink, fontFamily: palette.font, fontSize: 12 };
  return {
    width: WIDTH,
    height: 16 + shown.length * 28,
    option: {
      grid: { left: 168, right: 216, top: 8, bottom: 8 },
      xAxis: { type: 'value', show: false, min: (range: { min: number }) => Math.min(0, range.min) },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shown.map(({ label }) => shortened(label, 24)),
        axisLine: { lineStyle: { color: palette.hairline } },
        axisTick: { show: false },
        axisLabel: text,
      },
      series: [
        {
          type: 'bar',
          barWidth: 14,
          itemStyle: { color: palette.accent },
          data: shown.map(({ value, note }) => ({
            value,
            label: { formatter: () => (note === null ? figure(value) : `${figure(value)}  (${shortened(note, 26)})`) },
          })),
          label: { ...text, show: true, position: 'right' },
        },
      ],
    },
  };
};
