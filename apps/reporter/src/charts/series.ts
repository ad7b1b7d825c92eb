import type { Chart } from '@assay/core';
import { number, shortened } from '../wording.ts';
import { endLabels } from './end-labels.ts';
import { DISTANCE, flagLabels } from './flag-labels.ts';
import type { Palette } from './palette.ts';
import { sampled } from './sampled.ts';
import { type Scale, scaleOf } from './scale.ts';
import { type Drawing, hairline, rounded, text } from './svg.ts';

const HEIGHT = 280;
const MARGIN = { left: 52, top: 28, bottom: 28 };
const MOST_SERIES = 4;
const MOST_FLAGS = 8;
/** Of the width, for the names at the ends of lines. */
const MOST_FOR_NAMES = 0.34;
/** Width of a letter of 12 px, on the safe side. */
const LETTER = 7.2;
/** Half of what a flagged point is wide. */
const DIAMOND = 5.5;
/** Told apart in black and white too: thin, thick, dashed, dotted. */
const LINES = [
  'stroke-width="1"',
  'stroke-width="2.5"',
  'stroke-width="1.5" stroke-dasharray="6 3"',
  'stroke-width="1.5" stroke-dasharray="1.5"',
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

/** Where a value lies: the line's place from the left, its height from the top. */
interface Plot {
  readonly scale: Scale;
  readonly left: number;
  readonly width: number;
  readonly high: number;
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
}

const plotOf = (chart: SeriesChart, scale: Scale, { left, width }: { left: number; width: number }): Plot => {
  const high = HEIGHT - MARGIN.top - MARGIN.bottom;
  return {
    ...{ scale, left, width, high },
    x: (at) => left + (at / Math.max(1, chart.x.length - 1)) * width,
    y: (value) => MARGIN.top + ((scale.greatest - value) / (scale.greatest - scale.least)) * high,
  };
};

/** A line with a gap wherever nothing is known. */
const path = ({ values }: Lines[number], { x, y, width }: Plot): string => {
  const points = sampled(values, width);
  return points
    .map(({ at, value }, i) =>
      value === null
        ? ''
        : `${(points[i - 1]?.value ?? null) === null ? 'M' : 'L'}${rounded(x(at))} ${rounded(y(value))}`,
    )
    .join('');
};

/** The flagged points of the first line, each labelled where there is room. */
const flagged = ({ x, series: [first], flags }: SeriesChart, plot: Plot, color: string): string[] => {
  const points = flags.slice(-MOST_FLAGS).flatMap(({ x: where, label }) => {
    const at = x.indexOf(where);
    const value = first?.values[at] ?? null;
    return value === null ? [] : [{ x: plot.x(at), y: plot.y(value), said: shortened(label, 40) }];
  });
  const places = flagLabels(
    points.map((point) => ({
      x: point.x - plot.left,
      y: point.y - MARGIN.top,
      width: point.said.length * LETTER,
    })),
    { width: plot.width, height: plot.high },
  );
  return points.flatMap((point, i) => {
    const place = places[i];
    const anchor = place?.side === 'left' ? ('end' as const) : ('start' as const);
    const beside = point.x + (place?.side === 'left' ? -DISTANCE : DISTANCE);
    return [
      `<path d="M${rounded(point.x)} ${rounded(point.y - DIAMOND)}l${DIAMOND} ${DIAMOND}l-${DIAMOND} ${DIAMOND}l-${DIAMOND} -${DIAMOND}Z" fill="${color}"/>`,
      ...(place ? [text(point.said, { x: beside, y: point.y + place.shift, anchor, color })] : []),
    ];
  });
};

/** The names of the lines where they end, none upon another. */
const names = (lines: Lines, plot: Plot, { said, colors }: { said: readonly string[]; colors: readonly string[] }) => {
  const wanted = lines.map((line) => plot.y(lastOf(line) ?? plot.scale.least));
  return endLabels(wanted, { from: MARGIN.top, to: MARGIN.top + plot.high }).map((y, i) =>
    text(said[i] ?? '', { x: plot.left + plot.width + 8, y, color: colors[i] ?? '' }),
  );
};

const ticks = ({ least, greatest, step }: Scale): number[] =>
  Array.from({ length: Math.round((greatest - least) / step) + 1 }, (_, i) =>
    Number((least + i * step).toPrecision(12)),
  );

/** Lines over time with their names at their ends; flagged points carry a shape and a label. */
export const series = (chart: SeriesChart, palette: Palette): Drawing => {
  const { quiet } = palette;
  const lines = chart.series.slice(0, MOST_SERIES);
  const said = lines.map(({ name }) => shortened(name, Math.floor((MOST_FOR_NAMES * palette.width) / LETTER)));
  const colors = lines.map((_, i) => (i === 0 ? quiet : palette.accent));
  const scale = scaleOf(lines.flatMap(({ values }) => values));
  const label = LETTER * Math.max(1, ...chart.x.map(({ length }) => length));
  const left = Math.max(MARGIN.left, Math.ceil(label / 2));
  const longest = Math.max(0, ...said.map(({ length }) => length));
  const right = Math.max(20 + Math.ceil(LETTER * longest), Math.ceil(label / 2));
  const plot = plotOf(chart, scale, { left, width: palette.width - left - right });
  // Labels stand evenly from the last point back, which is the one that is looked for
  const last = chart.x.length - 1;
  const every = Math.max(1, Math.ceil(last / Math.max(1, Math.floor(plot.width / (label + 16)))));
  const across = (y: number) => hairline('H', { x: left, y, to: left + plot.width }, palette.hairline);
  return {
    width: palette.width,
    height: HEIGHT,
    marks: [
      across(MARGIN.top + plot.high),
      ...(scale.least < 0 ? [across(plot.y(0))] : []),
      ...ticks(scale).map((value) =>
        text(short(value), { x: left - 8, y: plot.y(value), anchor: 'end', color: quiet }),
      ),
      ...chart.x.flatMap((day, i) =>
        (last - i) % every === 0
          ? [text(day, { x: plot.x(i), y: HEIGHT - MARGIN.bottom + 14, anchor: 'middle', color: quiet })]
          : [],
      ),
      ...lines.map(
        (line, i) =>
          `<path d="${path(line, plot)}" fill="none" stroke="${colors[i]}" ${LINES[i]} stroke-linejoin="bevel"/>`,
      ),
      ...names(lines, plot, { said, colors }),
      ...flagged(chart, plot, palette.fail),
    ],
  };
};
