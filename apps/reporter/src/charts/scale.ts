import { type ScaleLinear, scaleLinear } from 'd3-scale';

export type Scale = ScaleLinear<number, number>;

const TICKS = 3;

/** From values to places, zero always among them. */
export function scaleOf(values: readonly (number | null)[], range: readonly [from: number, to: number]): Scale {
  const known = values.filter((value) => value !== null);
  const [least, greatest] = [Math.min(0, ...known), Math.max(0, ...known)];
  return scaleLinear(least === greatest ? [0, 1] : [least, greatest], range);
}

/** The same with round numbers at its ends, and those that are written beside its axis. */
export function axisOf(scale: Scale): { readonly scale: Scale; readonly ticks: readonly number[] } {
  const round = scale.copy().nice(TICKS);
  return { scale: round, ticks: round.ticks(TICKS) };
}
