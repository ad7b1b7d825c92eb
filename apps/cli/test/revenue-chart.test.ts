import { expect, it } from 'vitest';
import { dailyRevenue } from '../src/report/charts/revenue.ts';

const day = (i: number): string => new Date(Date.UTC(2025, 5, 1 + i)).toISOString().slice(0, 10);

/** Half a year, newest first, that goes up and down by a tenth, but for the days that are given. */
const drawn = (odd: Readonly<Record<number, number>>) => {
  const rows = Array.from({ length: 180 }, (_, i) => ({
    ...{ day: day(i), week: null, month: null },
    revenue: odd[i] ?? 900 + 25 * (i % 9),
  }));
  const chart = dailyRevenue.draw(rows.toReversed());
  if (chart?.type !== 'series') throw new Error('no lines were drawn');
  return chart;
};

it('flags a day that is lost as well as one that is too good to be true, against its weekday', () => {
  expect(drawn({ 100: 0, 170: 9000 }).flags).toEqual([
    { x: day(100), label: '0, usually 1,000' },
    { x: day(170), label: '9,000, usually 1,000' },
  ]);
  expect(drawn({}).flags).toEqual([]);
});

it('says the last unusual day in words while it is of the last month', () => {
  expect(drawn({ 175: 0 }).finding).toContain(`${day(175)} stands out: 0, usually 1,000.`);
  expect(drawn({ 90: 0 }).finding).not.toContain('stands out');
});
