/** An axis that begins and ends on round numbers, and the distance of its labels. */
export interface Scale {
  readonly least: number;
  readonly greatest: number;
  readonly step: number;
}

const STEPS = 3;

/** The next of 1, 2, 2.5, 5 times a power of ten. */
const round = (step: number): number => {
  const power = 10 ** Math.floor(Math.log10(step));
  return ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= step * (1 - 1e-9)) ?? 10) * power;
};

/** The scale on which these values lie; zero is always on it. */
export const scaleOf = (values: readonly (number | null)[]): Scale => {
  const known = values.filter((value) => value !== null);
  const [least, greatest] = [Math.min(0, ...known), Math.max(0, ...known)];
  if (least === greatest) return { least: 0, greatest: 1, step: 1 };
  const step = round((greatest - least) / STEPS);
  return { least: Math.floor(least / step) * step, greatest: Math.ceil(greatest / step) * step, step };
};
