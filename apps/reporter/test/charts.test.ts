import type { Chart } from '@assay/core';
import { describe, expect, it } from 'vitest';
import { chartSvg } from '../src/charts/chart-svg.ts';
import { endLabels } from '../src/charts/end-labels.ts';
import { PAPER_PALETTE } from '../src/charts/palette.ts';
import { scaleOf } from '../src/charts/scale.ts';
import { sparkline } from '../src/charts/sparkline.ts';

const lines = (...series: { name: string; values: (number | null)[] }[]): Chart => ({
  ...{ type: 'series', id: 'tides', title: 'Tides', finding: 'The tide is "high" & <rising>.', unit: 'cm', flags: [] },
  x: series[0]?.values.map((_, i) => `2026-01-${String(i + 10)}`) ?? [],
  series,
});

const svg = (chart: Chart): string => chartSvg(chart, PAPER_PALETTE, { id: 'tides', finding: chart.finding });

/** Where texts stand, from the top. */
const heights = (drawn: string): Map<string, number> =>
  new Map(
    Array.from(
      drawn.matchAll(/<text[^>]*transform="translate\(([\d.-]+) ([\d.-]+)\)"[^>]*>([^<]*)<\/text>/g),
      ([, , y, said]) => [String(said), Number(y)],
    ),
  );

describe('lines over time', () => {
  it('bear their names at their ends, one below another, however close the lines end', () => {
    const at = heights(
      svg(
        lines(
          { name: 'a day', values: [9, 8, 5] },
          { name: '7-day average', values: [4, 5, 5] },
          { name: '30-day average', values: [5, 5, 5] },
        ),
      ),
    );
    const [a, b, c] = ['a day', '7-day average', '30-day average'].map((name) => at.get(name) ?? Number.NaN);
    expect(Math.abs((b ?? 0) - (a ?? 0))).toBeGreaterThanOrEqual(14);
    expect(Math.abs((c ?? 0) - (b ?? 0))).toBeGreaterThanOrEqual(14);
  });

  it('are named where the last value is not known, and at the bottom too', () => {
    const at = heights(svg(lines({ name: 'ebb', values: [9, 0, null] }, { name: 'flood', values: [9, 0, 0] })));
    expect(at.has('flood')).toBe(true);
    expect(at.has('ebb')).toBe(true);
    for (const y of at.values()) expect(y).toBeLessThan(280);
  });

  it('say their finding to those who do not see them, and nothing else of markup', () => {
    expect(svg(lines({ name: 'a', values: [1, 2] }))).toContain(
      'role="img" aria-label="The tide is &#34;high&#34; &#38; &#60;rising&#62;."',
    );
  });
});

it.each([
  [[0, 5.1, 4], { least: 0, greatest: 6, step: 2 }],
  [[-0.02, 0.04], { least: -0.02, greatest: 0.04, step: 0.02 }],
  [[91_000, 130_000], { least: 0, greatest: 150_000, step: 50_000 }],
  [[null, 0], { least: 0, greatest: 1, step: 1 }],
])('lays %j on an axis of round numbers with zero on it', (values, scale) => {
  const { least, greatest, step } = scaleOf(values);
  expect([least, greatest, step].map((value) => Number(value.toFixed(6)))).toEqual(Object.values(scale));
});

it('keeps labels in their order and within the bounds', () => {
  expect(endLabels([100, 98, 10], { from: 0, to: 100 })).toEqual([100, 85, 10]);
  expect(endLabels([0, 0, 0], { from: 0, to: 100 })).toEqual([0, 15, 30]);
});

it('draws a trend through runs in which nothing was counted', () => {
  const drawn = sparkline([5, null, null, 7, 6], 'rows');
  expect(drawn.match(/M/g)).toHaveLength(1);
  expect(drawn).toContain('rows: 6 now, between 5 and 7 in 3 runs');
});
