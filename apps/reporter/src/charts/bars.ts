import type { Chart } from '@assay/core';
import { number, shortened } from '../wording.ts';
import type { Palette } from './palette.ts';
import { scaleOf } from './scale.ts';
import { type Drawing, hairline, rounded, text } from './svg.ts';

const MOST_BARS = 16;
const WIDTH = 720;
const LEFT = 168;
/** For the values at the ends of the bars. */
const RIGHT = 216;
const EDGE = 8;
const ROW = 28;
const THICK = 14;

/** Sorted bars from zero, each with its value at its end. */
export function bars(chart: Extract<Chart, { type: 'bars' }>, palette: Palette): Drawing {
  const shown = chart.bars.toSorted((a, b) => b.value - a.value).slice(0, MOST_BARS);
  const x = scaleOf(
    shown.map(({ value }) => value),
    [LEFT, WIDTH - RIGHT],
  );
  const height = 2 * EDGE + shown.length * ROW;
  const marks = shown.flatMap(({ label, value, note }, i) => {
    const y = EDGE + (i + 0.5) * ROW;
    const [from, to] = [Math.min(x(0), x(value)), Math.max(x(0), x(value))];
    const said = note === null ? figure(value) : `${figure(value)}  (${shortened(note, 26)})`;
    return [
      `<rect x="${rounded(from)}" y="${y - THICK / 2}" width="${rounded(to - from)}" height="${THICK}" fill="${palette.accent}"/>`,
      text(shortened(label, 24), { x: LEFT - 8, y, anchor: 'end', color: palette.ink }),
      text(said, { x: to + 5, y, color: palette.ink }),
    ];
  });
  return {
    width: WIDTH,
    height,
    marks: [...marks, hairline('V', { x: x(0), y: EDGE, to: height - EDGE }, palette.hairline)],
  };
}

/** Cents say nothing in a picture of thousands. */
function figure(value: number): string {
  return number(Math.abs(value) >= 1_000 ? Math.round(value) : value);
}
