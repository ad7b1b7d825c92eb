import type { Chart } from '@assay/core';
import { scaleLinear } from 'd3-scale';
import { line, symbol, symbolDiamond2 } from 'd3-shape';
import { number, shortened } from '../wording.ts';
import { endLabels } from './end-labels.ts';
import { DISTANCE, flagLabels } from './flag-labels.ts';
import type { Palette } from './palette.ts';
import { type Point, sampled } from './sampled.ts';
import { axisOf, type Scale, scaleOf } from './scale.ts';
import { type Drawing, hairline, rounded, text } from './svg.ts';

const HEIGHT = 280;
const MARGIN = { left: 52, top: 28, bottom: 28 };
const BOTTOM = HEIGHT - MARGIN.bottom;
const MOST_SERIES = 4;
const MOST_FLAGS = 8;
/** Of the width, for the names at the ends of lines. */
const MOST_FOR_NAMES = 0.34;
/** Width of a letter of 12 px, on the safe side. */
const LETTER = 7.2;
/** A flagged point, in square pixels. */
const DIAMOND = symbol(symbolDiamond2, 60).digits(1)() ?? '';
/** Told apart in black and white too: thin, thick, dashed, dotted. */
const LINES = [
  'stroke-width="1"',
  'stroke-width="2.5"',
  'stroke-width="1.5" stroke-dasharray="6 3"',
  'stroke-width="1.5" stroke-dasharray="1.5"',
] as const;

type SeriesChart = Extract<Chart, { type: 'series' }>;
type Lines = SeriesChart['series'];

/** Where a value lies: the line's place from the left, its height from the top. */
interface Plot {
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly width: number;
}

/** Lines over time with their names at their ends; flagged points carry a shape and a label. */
export function series(chart: SeriesChart, palette: Palette): Drawing {
  const { quiet } = palette;
  const lines = chart.series.slice(0, MOST_SERIES);
  const said = lines.map(({ name }) => shortened(name, Math.floor((MOST_FOR_NAMES * palette.width) / LETTER)));
  const colors = lines.map((_, i) => (i === 0 ? quiet : palette.accent));
  const label = LETTER * Math.max(1, ...chart.x.map(({ length }) => length));
  const left = Math.max(MARGIN.left, Math.ceil(label / 2));
  const longest = Math.max(0, ...said.map(({ length }) => length));
  const right = Math.max(20 + Math.ceil(LETTER * longest), Math.ceil(label / 2));
  const width = palette.width - left - right;
  const last = chart.x.length - 1;
  const known = lines.flatMap(({ values }) => values);
  const { scale, ticks } = axisOf(scaleOf(known, [BOTTOM, MARGIN.top]));
  const plot: Plot = {
    x: scaleLinear([0, Math.max(1, last)], [left, left + width]),
    y: scale,
    ...{ left, width },
  };
  // Labels stand evenly from the last point back, which is the one that is looked for
  const every = Math.max(1, Math.ceil(last / Math.max(1, Math.floor(width / (label + 16)))));
  const across = (y: number) => hairline('H', { x: left, y, to: left + width }, palette.hairline);
  return {
    width: palette.width,
    height: HEIGHT,
    marks: [
      across(BOTTOM),
      ...(scale(0) < BOTTOM ? [across(scale(0))] : []),
      ...ticks.map((value) => text(short(value), { x: left - 8, y: plot.y(value), anchor: 'end', color: quiet })),
      ...chart.x.flatMap((day, i) =>
        (last - i) % every === 0
          ? [text(day, { x: plot.x(i), y: HEIGHT - MARGIN.bottom + 14, anchor: 'middle', color: quiet })]
          : [],
      ),
      ...lines.map(
        (one, i) =>
          `<path d="${path(one, plot)}" fill="none" stroke="${colors[i]}" ${LINES[i]} stroke-linejoin="bevel"/>`,
      ),
      ...names(lines, plot, { said, colors }),
      ...flagged(chart, plot, palette.fail),
    ],
  };
}

function short(value: number): string {
  return Math.abs(value) >= 1e6
    ? `${number(Math.round(value / 1e5) / 10)} M`
    : Math.abs(value) >= 1e4
      ? `${number(Math.round(value / 1e3))} k`
      : number(value);
}

/** A line with a gap wherever nothing is known. */
function path({ values }: Lines[number], { x, y, width }: Plot): string {
  return (
    line<Point>()
      .digits(1)
      .defined(({ value }) => value !== null)
      .x(({ at }) => x(at))
      .y(({ value }) => y(value ?? 0))(sampled(values, width)) ?? ''
  );
}

function lastOf({ values }: Lines[number]): number | null {
  return values.findLast((value) => value !== null) ?? null;
}

/** The flagged points of the first line, each labelled where there is room. */
function flagged({ x, series: [first], flags }: SeriesChart, plot: Plot, color: string): string[] {
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
    { width: plot.width, height: BOTTOM - MARGIN.top },
  );
  return points.flatMap((point, i) => {
    const place = places[i];
    const anchor = place?.side === 'left' ? ('end' as const) : ('start' as const);
    const beside = point.x + (place?.side === 'left' ? -DISTANCE : DISTANCE);
    return [
      `<path d="${DIAMOND}" transform="translate(${rounded(point.x)},${rounded(point.y)})" fill="${color}"/>`,
      ...(place ? [text(point.said, { x: beside, y: point.y + place.shift, anchor, color })] : []),
    ];
  });
}

/** The names of the lines where they end, none upon another. */
function names(lines: Lines, plot: Plot, { said, colors }: { said: readonly string[]; colors: readonly string[] }) {
  const wanted = lines.map((one) => plot.y(lastOf(one) ?? 0));
  return endLabels(wanted, { from: MARGIN.top, to: BOTTOM }).map((y, i) =>
    text(said[i] ?? '', { x: plot.left + plot.width + 8, y, color: colors[i] ?? '' }),
  );
}
