import type { Chart } from '@assay/core';
import { number, shortened } from '../wording.ts';
import type { Drawing } from './draw.ts';
import { endLabels } from './end-labels.ts';
import type { Palette } from './palette.ts';
import { type Scale, scaleOf } from './scale.ts';

const HEIGHT = 280;
const MARGIN = { left: 52, top: 28, bottom: 28 };
const MOST_SERIES = 4;
const MOST_FLAGS = 8;
/** Of the width, for the names at the ends of lines. */
const MOST_FOR_NAMES = 0.34;
/** Width of a letter of 12 px, on the safe side. */
const LETTER = 7.2;
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

type Lines = Extract<Chart, { type: 'series' }>['series'];

const lastOf = ({ values }: Lines[number]): number | null => values.findLast((value) => value !== null) ?? null;

/** Where the names at the ends of the lines go, as offsets from the last points: none lies on another. */
const offsets = (lines: Lines, { least, greatest }: Scale): number[] => {
  const high = HEIGHT - MARGIN.top - MARGIN.bottom;
  const at = lines.map((line) => ((greatest - (lastOf(line) ?? least)) / (greatest - least)) * high);
  return endLabels(at, { from: 0, to: high }).map((placed, i) => placed - (at[i] ?? 0));
};

/** Lines over time with their names at their ends; flagged points carry a shape and a label. */
export const series = (chart: Extract<Chart, { type: 'series' }>, palette: Palette): Drawing => {
  const text = { color: palette.quiet, fontFamily: palette.font, fontSize: 12 };
  const lines = chart.series.slice(0, MOST_SERIES);
  const names = lines.map(({ name }) => shortened(name, Math.floor((MOST_FOR_NAMES * palette.width) / LETTER)));
  const scale = scaleOf(lines.flatMap(({ values }) => values));
  const shifts = offsets(lines, scale);
  const first = lines[0]?.values ?? [];
  const flags = chart.flags.slice(-MOST_FLAGS).flatMap(({ x, label }) => {
    const at = chart.x.indexOf(x);
    const value = first[at];
    if (at < 0 || value === null || value === undefined) return [];
    const position = at > chart.x.length / 2 ? 'left' : 'right';
    return [{ coord: [at, value], value: shortened(label, 40), label: { position, distance: 8 } }];
  });
  const zero = { yAxis: 0, lineStyle: { color: palette.hairline, type: 'solid', width: 1 }, label: { show: false } };
  const right = 20 + Math.ceil(LETTER * Math.max(0, ...names.map(({ length }) => length)));
  // The first label stands right of its tick, so that each needs half of another's room besides
  const label = LETTER * Math.max(1, ...chart.x.map(({ length }) => length));
  const labels = Math.max(2, Math.floor((palette.width - MARGIN.left - right) / (1.5 * label + 8)));
  return {
    width: palette.width,
    height: HEIGHT,
    option: {
      grid: { ...MARGIN, right },
      xAxis: {
        type: 'category',
        data: chart.x,
        boundaryGap: false,
        axisLine: { onZero: false, lineStyle: { color: palette.hairline } },
        axisTick: { show: false },
        axisLabel: {
          ...text,
          hideOverlap: true,
          interval: Math.max(0, Math.ceil(chart.x.length / labels) - 1),
          showMaxLabel: false,
          alignMinLabel: 'left',
        },
      },
      yAxis: {
        type: 'value',
        ...{ min: scale.least, max: scale.greatest, interval: scale.step },
        splitLine: { show: false },
        axisLabel: { ...text, formatter: short },
      },
      series: lines.map(({ name, values }, i) => {
        const color = i === 0 ? palette.quiet : palette.accent;
        return {
          type: 'line',
          name,
          data: values,
          showSymbol: false,
          connectNulls: false,
          // A picture holds no more points than it is wide
          sampling: 'lttb',
          lineStyle: { ...LINES[i], color },
          endLabel: { ...text, color, show: true, formatter: names[i], offset: [0, shifts[i]] },
          ...(i === 0 && {
            ...(scale.least < 0 && { markLine: { silent: true, symbol: 'none', data: [zero] } }),
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
