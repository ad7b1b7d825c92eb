import { join, type Sql, sql } from '@assay/core';
import * as z from 'zod';

const number = z.number().optional();

/** The ends that a figure may have, as keys of a kind's options. */
export const ends = {
  equals: number,
  at_least: number,
  above: number.describe('the end itself is outside'),
  at_most: number,
  below: number.describe('the end itself is outside'),
};

export interface Ends {
  readonly equals?: number | undefined;
  readonly at_least?: number | undefined;
  readonly above?: number | undefined;
  readonly at_most?: number | undefined;
  readonly below?: number | undefined;
}

const NAMES = ['equals', 'at_least', 'above', 'at_most', 'below'] as const;

/** What to say where no end is given. */
export const ENDS = 'equals, at_least, above, at_most or below';

export const hasEnd = (wanted: Ends): boolean => NAMES.some((name) => wanted[name] !== undefined);

/** `at least 1 and below 5`. */
export const endsText = (wanted: Ends, text: (value: number) => string = String): string =>
  NAMES.flatMap((name) => {
    const value = wanted[name];
    return value === undefined ? [] : [`${name === 'equals' ? 'exactly' : name.replace('_', ' ')} ${text(value)}`];
  }).join(' and ');

export const isWithin = (value: number, { equals = value, at_least, above, at_most, below }: Ends): boolean =>
  value === equals &&
  value >= (at_least ?? Number.NEGATIVE_INFINITY) &&
  value > (above ?? Number.NEGATIVE_INFINITY) &&
  value <= (at_most ?? Number.POSITIVE_INFINITY) &&
  value < (below ?? Number.POSITIVE_INFINITY);

/** Digits behind the point that count in a computed figure: what differs behind them is the engine's rounding. */
export const DIGITS = 9;

const rounded = (value: number, digits = DIGITS): number => Number(value.toFixed(digits));

const mapped = (wanted: Ends, of: (value: number) => number): Ends =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = wanted[name];
      return value === undefined ? [] : [[name, of(value)]];
    }),
  );

/** A figure with four digits, or as many as tell it from ends that it does not meet. */
export const figureText = (value: number, ends: readonly number[]): string => {
  for (let digits = 4; digits < DIGITS; digits += 1) {
    const text = rounded(value, digits);
    if (ends.every((end) => Math.sign(text - end) === Math.sign(value - end))) return String(text);
  }
  return String(value);
};

/** Whether a computed figure lies within its ends. */
export const judgeFigure = (figure: number, wanted: Ends) => {
  const [value, ends] = [rounded(figure), mapped(wanted, rounded)];
  const found = figureText(
    value,
    NAMES.flatMap((name) => ends[name] ?? []),
  );
  return { holds: isWithin(value, ends), found, wanted: endsText(wanted) };
};

/** True for a value outside the ends; NULL for NULL. */
export const outsideOf = (value: Sql, { equals, at_least, above, at_most, below }: Ends): Sql =>
  join(
    [
      ...(equals === undefined ? [] : [sql`${value} <> ${equals}`]),
      ...(at_least === undefined ? [] : [sql`${value} < ${at_least}`]),
      ...(above === undefined ? [] : [sql`${value} <= ${above}`]),
      ...(at_most === undefined ? [] : [sql`${value} > ${at_most}`]),
      ...(below === undefined ? [] : [sql`${value} >= ${below}`]),
    ],
    ' or ',
  );

/** Ends that contradict each other; the unit is said behind the figures. */
export const endsProblems = (wanted: Ends, unit = ''): readonly string[] => {
  const { at_least, above, at_most, below } = wanted;
  const low = at_least ?? above ?? Number.NEGATIVE_INFINITY;
  const high = at_most ?? below ?? Number.POSITIVE_INFINITY;
  const isStrict = above !== undefined || below !== undefined;
  return [
    ...(at_least !== undefined && above !== undefined ? ['at_least and above are two lower ends; write one'] : []),
    ...(at_most !== undefined && below !== undefined ? ['at_most and below are two upper ends; write one'] : []),
    ...(low > high || (isStrict && low === high) ? [`${endsText(wanted)}${unit} holds for nothing`] : []),
  ];
};
