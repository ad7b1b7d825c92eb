import type { Chart } from '@assay/core';
import { describe, expect, it } from 'vitest';
import { chartSvg } from '../src/charts/chart-svg.ts';
import { endLabels } from '../src/charts/end-labels.ts';
import { flagLabels } from '../src/charts/flag-labels.ts';
import { PAPER_PALETTE } from '../src/charts/palette.ts';
import { axisOf, scaleOf } from '../src/charts/scale.ts';
import { sparkline } from '../src/charts/sparkline.ts';

const lines = (...series: { name: string; values: (number | null)[] }[]): Chart => ({
  ...{ type: 'series', id: 'tides', title: 'Tides', finding: 'The tide is "high" & <rising>.', unit: 'cm', flags: [] },
  x: series[0]?.values.map((_, i) => `2026-01-${String(i + 10)}`) ?? [],
  series,
});

const svg = (chart: Chart): string => chartSvg(chart, PAPER_PALETTE);

/** Where texts stand, from the left and from the top. */
const places = (drawn: string): Map<string, { x: number; y: number }> =>
  new Map(
    Array.from(drawn.matchAll(/<text x="([\d.-]+)" y="([\d.-]+)"[^>]*>([^<]*)<\/text>/g), ([, x, y, said]) => [
      String(said),
      { x: Number(x), y: Number(y) },
    ]),
  );

const heights = (drawn: string): Map<string, number> => new Map([...places(drawn)].map(([said, { y }]) => [said, y]));

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

  it('are dated to the last day, at even distances', () => {
    const days = Array.from({ length: 150 }, (_, i) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10));
    const chart = { ...lines({ name: 'ebb', values: days.map((_, i) => i % 7) }), x: days };
    const dated = [...places(svg(chart))].filter(([said]) => /^2026-/.test(said)).map(([day, { x }]) => ({ day, x }));
    expect(dated.at(-1)?.day).toBe('2026-05-30');
    const steps = dated.slice(1).map(({ x }, i) => Math.round(x - (dated[i]?.x ?? 0)));
    expect(steps.length).toBeGreaterThan(1);
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(1);
    expect(Math.min(...steps)).toBeGreaterThan(80);
  });

  it('lose no peak where they have more points than the picture is wide, and draw no more', () => {
    const values = Array.from({ length: 3_000 }, (_, i) => (i === 1_234 ? 90 : 10 + (i % 7)));
    const [, path = ''] = /<path d="([^"]*L[^"]*)"/.exec(svg(lines({ name: 'ebb', values }))) ?? [];
    const heights = Array.from(path.matchAll(/[ML][\d.]+,([\d.]+)/g), ([, y]) => Number(y));
    expect(heights.length).toBeLessThan(PAPER_PALETTE.width);
    expect(Math.min(...heights)).toBeLessThan(Math.min(...heights.filter((y) => y > 60)) - 100);
  });

  it('have a gap where nothing is known', () => {
    expect(
      svg(lines({ name: 'ebb', values: [1, 2, null, 4, 5] })).match(/<path d="(M[^"ML]*L[^"ML]*){2}"/g),
    ).toHaveLength(1);
  });

  it('label their flagged points', () => {
    const values = Array.from({ length: 40 }, (_, i) => ([20, 22, 24].includes(i) ? 100 + i : 10));
    const x = values.map((_, i) => `day ${i}`);
    const flags = [20, 22, 24].map((i) => ({ x: `day ${i}`, label: `${100 + i}, usually 10` }));
    const at = places(svg({ ...lines({ name: 'ebb', values }), x, flags } as Chart));
    for (const { label } of flags) expect(at.has(label), label).toBe(true);
  });

  it('say their finding to those who do not see them, and nothing else of markup', () => {
    expect(svg(lines({ name: 'a', values: [1, 2] }))).toContain(
      'role="img" aria-label="The tide is &#34;high&#34; &#38; &#60;rising&#62;."',
    );
  });
});

it.each([
  [
    [0, 5.1, 4],
    [0, 2, 4, 6],
  ],
  [
    [-0.02, 0.04],
    [-0.02, 0, 0.02, 0.04],
  ],
  [
    [91_000, 130_000],
    [0, 50_000, 100_000, 150_000],
  ],
])('lays %j on an axis of round numbers with zero on it', (values, ticks) => {
  const axis = axisOf(scaleOf(values, [0, 1]));
  expect(axis.ticks).toEqual(ticks);
  expect(axis.scale.domain()).toEqual([ticks[0], ticks.at(-1)]);
});

it('lays nothing but zeros at the foot of an axis', () => {
  expect(scaleOf([null, 0], [0, 1])(0)).toBe(0);
});

it('keeps labels in their order and within the bounds', () => {
  expect(endLabels([100, 98, 10], { from: 0, to: 100 })).toEqual([100, 85, 10]);
  expect(endLabels([0, 0, 0], { from: 0, to: 100 })).toEqual([0, 15, 30]);
});

it('lays no label of a flagged point on another or out of the plot; in a crowd some have none, the last has one', () => {
  const crowd = Array.from({ length: 12 }, (_, i) => ({ x: 150 + i, y: 20 + 3 * i, width: 140 }));
  const labels = flagLabels(crowd, { width: 320, height: 60 });
  expect(labels.at(-1)).toBeDefined();
  const boxes = labels.flatMap((label, i) => {
    const { x, y, width } = crowd[i] ?? { x: 0, y: 0, width: 0 };
    return label ? [{ left: label.side === 'left' ? x - 8 - width : x + 8, width, y: y + label.shift }] : [];
  });
  expect(boxes.length).toBeGreaterThan(2);
  expect(boxes.length).toBeLessThan(crowd.length);
  for (const [i, a] of boxes.entries()) {
    expect(a.left).toBeGreaterThanOrEqual(0);
    expect(a.left + a.width).toBeLessThanOrEqual(320);
    for (const b of boxes.slice(i + 1)) {
      const apart = a.left + a.width <= b.left || b.left + b.width <= a.left || Math.abs(a.y - b.y) >= 14;
      expect(apart, JSON.stringify([a, b])).toBe(true);
    }
  }
});

it('draws a trend through runs in which nothing was counted', () => {
  const drawn = sparkline([5, null, null, 7, 6], 'rows');
  expect(drawn.match(/M/g)).toHaveLength(1);
  expect(drawn).toContain('rows: 6 now, between 5 and 7 in 3 runs');
});
