import type { Chart } from '@assay/core';
import { number, shortened } from '../wording.ts';
import type { Drawing } from './draw.ts';
import { endLabels } from './end-labels.ts';
import { DISTANCE, flagLabels } from './flag-labels.ts';
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

type SeriesChart = Extract<Chart, { type: 'series' }>;
type Lines = SeriesChart['series'];

const lastOf = ({ values }: Lines[number]): number | null => values.findLast((value) => value !== null) ?? null;

/** Where the names at the ends of the lines go, as offsets from the last points: none lies on another. */
const offsets = (lines: Lines, { least, greatest }: Scale): number[] => {
  const high = HEIGHT - MARGIN.top - MARGIN.bottom;
  const at = lines.map((line) => ((greatest - (lastOf(line) ?? least)) / (greatest - least)) * high);
  return endLabels(at, { from: 0, to: high }).map((placed, i) => placed - (at[i] ?? 0));
};

interface Flagging {
  readonly scale: Scale;
  readonly plot: { readonly width: number; readonly height: number };
  readonly text: object;
}

/** The flagged points of the first line, each labelled where there is room. */
const flagged = ({ x, series: [first], flags }: SeriesChart, { scale, plot, text }: Flagging) => {
  const points = flags.slice(-MOST_FLAGS).flatMap(({ x: where, label }) => {
    const at = x.indexOf(where);
    const value = first?.values[at] ?? null;
    return value === null ? [] : [{ at, value, said: shortened(label, 40) }];
  });
  const places = flagLabels(
    points.map(({ at, value, said }) => ({
      x: (at / Math.max(1, x.length - 1)) * plot.width,
      y: ((scale.greatest - value) / (scale.greatest - scale.least)) * plot.height,
      width: said.length * LETTER,
    })),
    plot,
  );
  return points.map(({ at, value, said }, i) => {
    const place = places[i];
    const label = place
      ? {
          ...text,
          show: true,
          formatter: () => said,
          position: place.side,
          distance: DISTANCE,
          offset: [0, place.shift],
        }
      : { show: false };
    return { coord: [at, value], label };
  });
};

/** Lines over time with their names at their ends; flagged points carry a shape and a label. */
export const series = (chart: SeriesChart, palette: Palette): Drawing => {
  const text = { color: palette.quiet, fontFamily: palette.font, fontSize: 12 };
  const lines = chart.series.slice(0, MOST_SERIES);
  const names = lines.map(({ name }) => shortened(name, Math.floor((MOST_FOR_NAMES * palette.width) / LETTER)));
  const scale = scaleOf(lines.flatMap(({ values }) => values));
  const shifts = offsets(lines, scale);
  const zero = { yAxis: 0, lineStyle: { color: palette.hairline, type: 'solid', width: 1 }, label: { show: false } };
  const label = LETTER * Math.max(1, ...chart.x.map(({ length }) => length));
  const left = Math.max(MARGIN.left, Math.ceil(label / 2));
  const right = Math.max(
    20 + Math.ceil(LETTER * Math.max(0, ...names.map(({ length }) => length))),
    Math.ceil(label / 2),
  );
  const plot = { width: palette.width - left - right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
  // Labels stand evenly from the last point back, which is the one that is looked for
  const last = chart.x.length - 1;
  const every = Math.max(1, Math.ceil(last / Math.max(1, Math.floor(plot.width / (label + 16)))));
  return {
    width: palette.width,
    height: HEIGHT,
    option: {
      grid: { ...MARGIN, left, right },
      xAxis: {
        type: 'category',
        data: chart.x,
        boundaryGap: false,
        axisLine: { onZero: false, lineStyle: { color: palette.hairline } },
        axisTick: { show: false },
        axisLabel: { ...text, hideOverlap: true, interval: (i: number) => (last - i) % every === 0 },
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
              data: flagged(chart, { scale, plot, text: { ...text, color: palette.fail } }),
            },
          }),
        };
      }),
    },
  };
};
