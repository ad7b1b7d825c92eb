import { join, raw, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { compareValues, NUMERAL } from './types.ts';

const number = z.union([z.number(), z.string().regex(NUMERAL, 'a number')]).optional();

/** The ends that a figure may have, as keys of a kind's options. */
export const ends = {
  equals: number,
  at_least: number,
  above: number.describe('the end itself is outside'),
  at_most: number,
  below: number.describe('the end itself is outside'),
};

const NAMES = ['equals', 'at_least', 'above', 'at_most', 'below'] as const;

/** A number, or one in quotes, which keeps all its digits. */
export type End = number | string;
export type Ends = { readonly [K in (typeof NAMES)[number]]?: End | undefined };

const ANY_NUMBER = { name: '', type: 'double' };

/** What to say where no end is given. */
export const ENDS = 'equals, at_least, above, at_most or below';

export const hasEnd = (wanted: Ends): boolean => NAMES.some((name) => wanted[name] !== undefined);

/** `at least 1 and below 5`. */
export const endsText = (wanted: Ends, text: (value: End) => string = String): string =>
  NAMES.flatMap((name) => {
    const value = wanted[name];
    return value === undefined ? [] : [`${name === 'equals' ? 'exactly' : name.replace('_', ' ')} ${text(value)}`];
  }).join(' and ');

/** Whether a number lies within the ends; NaN lies within none. */
export const isWithin = (value: number, { equals = value, at_least, above, at_most, below }: Ends): boolean =>
  value === Number(equals) &&
  value >= Number(at_least ?? Number.NEGATIVE_INFINITY) &&
  (above === undefined || value > Number(above)) &&
  value <= Number(at_most ?? Number.POSITIVE_INFINITY) &&
  (below === undefined || value < Number(below));

/** Digits behind the point that count in a computed figure: what differs behind them is the engine's rounding. */
export const DIGITS = 9;

const rounded = (value: number, digits = DIGITS): number => Number(value.toFixed(digits));

const mapped = (wanted: Ends, of: (value: number) => number): Partial<Record<(typeof NAMES)[number], number>> =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = wanted[name];
      return value === undefined ? [] : [[name, of(Number(value))]];
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

/** True for a value outside the ends; NULL for NULL. NaN, which is greater than any number to an engine, lies within none. */
export const outsideOf = (value: Sql, wanted: Ends): Sql => {
  const breaks = { equals: sql`<>`, at_least: sql`<`, above: sql`<=`, at_most: sql`>`, below: sql`>=` };
  const ends = NAMES.flatMap((name) => {
    const end = wanted[name];
    return end === undefined ? [] : [sql`${value} ${breaks[name]} ${typeof end === 'string' ? raw(end) : sql`${end}`}`];
  });
  return join([...ends, sql`lower(cast(${value} as string)) = 'nan'`], ' or ');
};

/** Ends that contradict each other; the unit is said behind the figures. */
export const endsProblems = (wanted: Ends, unit = ''): readonly string[] => {
  const { at_least, above, at_most, below } = wanted;
  const [low, high] = [at_least ?? above, at_most ?? below];
  const isStrict = above !== undefined || below !== undefined;
  const order = low === undefined || high === undefined ? -1 : (compareValues(low, high, ANY_NUMBER) ?? -1);
  return [
    ...(at_least !== undefined && above !== undefined ? ['at_least and above are two lower ends; write one'] : []),
    ...(at_most !== undefined && below !== undefined ? ['at_most and below are two upper ends; write one'] : []),
    ...(order > 0 || (isStrict && order === 0) ? [`${endsText(wanted)}${unit} holds for nothing`] : []),
  ];
};
