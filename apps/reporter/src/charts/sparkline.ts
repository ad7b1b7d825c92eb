import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { number } from '../wording.ts';
import { rounded } from './svg.ts';

const WIDTH = 100;
const HEIGHT = 24;
const EDGE = 3;
const MOST_POINTS = 60;

/** A line of 100 × 24 with a dot on its last value; runs that do not know it are passed over. Nothing for fewer than two values. */
export function sparkline(given: readonly (number | null)[], what: string): string {
  const values = given.filter((value) => value !== null).slice(-MOST_POINTS);
  const last = values.at(-1);
  if (values.length < 2 || last === undefined) return '';
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const x = scaleLinear([0, values.length - 1], [EDGE, WIDTH - EDGE]);
  // Values that are all the same lie in the middle
  const y = scaleLinear([least, greatest], [HEIGHT - EDGE, EDGE]);
  const path = line<number>((_, i) => x(i), y).digits(1)(values);
  const said = `${what}: ${number(last)} now, between ${number(least)} and ${number(greatest)} in ${values.length} runs`;
  return (
    `<svg class="spark" role="img" aria-label="${said.replace(/[&<>"']/g, '')}" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">` +
    `<path d="${path}"/><circle cx="${WIDTH - EDGE}" cy="${rounded(y(last))}" r="2.5"/></svg>`
  );
}
