import { number } from '../wording.ts';

const WIDTH = 100;
const HEIGHT = 24;
const EDGE = 3;
const MOST_POINTS = 60;

const round = (value: number): number => Math.round(value * 10) / 10;

/** A line of 100 × 24 with a dot on its last value; runs that do not know it are passed over. Nothing for fewer than two values. */
export const sparkline = (given: readonly (number | null)[], what: string): string => {
  const values = given.filter((value) => value !== null).slice(-MOST_POINTS);
  const last = values.at(-1);
  if (values.length < 2 || last === undefined) return '';
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const x = (i: number): number => round(EDGE + (i * (WIDTH - 2 * EDGE)) / (values.length - 1));
  const y = (value: number): number =>
    greatest === least
      ? HEIGHT / 2
      : round(HEIGHT - EDGE - ((value - least) * (HEIGHT - 2 * EDGE)) / (greatest - least));
  const path = values.map((value, i) => `${i > 0 ? 'L' : 'M'}${x(i)} ${y(value)}`).join('');
  const said = `${what}: ${number(last)} now, between ${number(least)} and ${number(greatest)} in ${values.length} runs`;
  return (
    `<svg class="spark" role="img" aria-label="${said.replace(/[&<>"']/g, '')}" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">` +
    `<path d="${path}"/><circle cx="${x(values.length - 1)}" cy="${y(last)}" r="2.5"/></svg>`
  );
};
