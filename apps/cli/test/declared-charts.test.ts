import { expect, it } from 'vitest';
import { series } from '../src/report/charts/series.ts';

const day = (i: number): string => new Date(Date.UTC(2025, 5, 1 + i)).toISOString().slice(0, 10);

const revenue = series(
  { id: 'daily', title: 'Revenue by day', unit: 'a day', finding: 'The last 30 days brought {sum}, {mean} a day.' },
  { over: 'day', lines: { revenue: 'a day', week: '7-day average' }, last: 180, finding_over: 30, flags: 'weekday' },
);

/** Half a year, newest first, that goes up and down by a tenth, but for the days that are given. */
const drawn = (odd: Readonly<Record<number, number>>) => {
  const rows = Array.from({ length: 180 }, (_, i) => ({
    ...{ x: day(i), y1: null },
    y0: odd[i] ?? 900 + 25 * (i % 9),
  }));
  const chart = revenue.draw(rows.toReversed());
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

it('says in its sentence what the last days of the first line add up to', () => {
  expect(drawn({}).finding).toBe('The last 30 days brought 30,225, 1,008 a day.');
});
