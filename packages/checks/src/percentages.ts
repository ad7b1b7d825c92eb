import * as z from 'zod';
import { outOf } from './wording.ts';

/** `5%`, `0.1%`. */
export const percentage = z.string().regex(/^\d+(\.\d+)?%$/, 'a percentage such as 5%');

/** The ends that a share may have, as keys of a kind's options. */
export const shareEnds = { at_least: percentage.optional(), at_most: percentage.optional() };

export interface ShareEnds {
  readonly at_least?: string | undefined;
  readonly at_most?: string | undefined;
}

export const hasShareEnd = ({ at_least, at_most }: ShareEnds): boolean =>
  at_least !== undefined || at_most !== undefined;

export const fractionOf = (text: string): number => Number.parseFloat(text) / 100;

/** A fraction as people read it: `12.5%`; small ones keep two digits that count. */
export const percentText = (fraction: number): string => {
  const percent = fraction * 100;
  const digits = percent === 0 || Math.abs(percent) >= 1 ? 2 : 4;
  return `${Number(percent.toFixed(digits))}%`;
};

/** `at least 5% and at most 10%`. */
export const shareText = ({ at_least, at_most }: ShareEnds): string =>
  [...(at_least ? [`at least ${at_least}`] : []), ...(at_most ? [`at most ${at_most}`] : [])].join(' and ');

/** The ends as fractions. */
export const shareRange = ({ at_least = '0%', at_most = '100%' }: ShareEnds): { low: number; high: number } => ({
  low: fractionOf(at_least),
  high: fractionOf(at_most),
});

const isShareWithin = (fraction: number, wanted: ShareEnds): boolean => {
  const { low, high } = shareRange(wanted);
  return fraction >= low && fraction <= high;
};

/** Whether a part of a whole is the share that is wanted, and how that is said. */
export const judgeShare = (
  { part, whole, what }: { readonly part: number; readonly whole: number; readonly what: string },
  wanted: ShareEnds,
) => ({
  holds: isShareWithin(part / whole, wanted),
  found: `${percentText(part / whole)} (${outOf(part, whole, what)})`,
  wanted: shareText(wanted),
});

/** Ends that contradict each other. */
export const shareProblems = (wanted: ShareEnds): readonly string[] => {
  const { low, high } = shareRange(wanted);
  return low > high ? [`${shareText(wanted)} holds for nothing`] : [];
};
