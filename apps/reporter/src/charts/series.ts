import type { Chart } from '@assay/core';
import { number, shortened } from '../wording.ts';
import type { Drawing } from './draw.ts';
import type { Palette } from './palette.ts';

const WIDTH = 720;
const HEIGHT = 280;
const MOST_SERIES = 4;
const MOST_FLAGS = 8;
/** Told apart in black and white too: thin, thick, dashed, dotted. */
const LINES = [
  { width: 1, type: 'solid' },
  { width: 2.5, type: 'solid' },
  { width: 1.5, type: 'dashed' },
  { width: 1.5, type: 'dotted' },
] as const;

const short = (value: number): string =>
  Math.abs(value) >= 1e6
    ? `${number(Math.round(value / 1e5) / 10)} M`
    : Math.abs(value) >= 1e4
      ? `${number(Math.round(value / 1e3))} k`
      : number(value);

/** Lines over time with their names at their ends; flagged points carry a shape and a label. */
export const series = (chart: Extract<Chart, { type: 'series' }>, palette: Palette): Drawing => {
  const text = { color: palette.quiet, fontFamily: palette.font, fontSize: 12 };
  const first = chart.series[0]?.values ?? [];
  const flags = chart.flags.slice(-MOST_FLAGS).flatMap(({ x, label }) => {
    const at = chart.x.indexOf(x);
    const value = first[at];
    if (at < 0 || value === null || value === undefined) return [];
    const position = at > chart.x.length * 0.7 ? 'left' : 'right';
    return [{ coord: [at, value], value: shortened(label, 40), label: { position, distance: 8 } }];
  });
  return {
    width: WIDTH,
    height: HEIGHT,
    option: {
      grid: { left: 52, right: 118, top: 28, bottom: 28 },
      xAxis: {
        type: 'category',
        data: chart.x,
        boundaryGap: false,
        axisLine: { lineStyle: { color: palette.hairline } },
        axisTick: { show: false },
        axisLabel: {
          ...text,
          hideOverlap: true,
          interval: Math.max(0, Math.ceil(chart.x.length / 6) - 1),
          showMaxLabel: false,
        },
      },
      yAxis: {
        type: 'value',
        min: (range: { min: number }) => Math.min(0, range.min),
        splitNumber: 3,
        splitLine: { show: false },
        axisLabel: { ...text, formatter: short },
      },
      series: chart.series.slice(0, MOST_SERIES).map(({ name, values }, i) => {
        const color = i === 0 ? palette.quiet : palette.accent;
        const label = { ...text, color, show: true, formatter: () => shortened(name, 16) };
        return {
          type: 'line',
          name,
          data: values,
          showSymbol: false,
          connectNulls: false,
          lineStyle: { ...LINES[i], color },
          endLabel: label,
          labelLayout: { moveOverlap: 'shiftY' },
          ...(i === 0 && {
            markPoint: {
              symbol: 'diamond',
              symbolSize: 11,
              itemStyle: { color: palette.fail },
              data: flags,
              label: { ...text, color: palette.fail, formatter: '{c}' },
            },
          }),
        };
      }),
    },
  };
};
