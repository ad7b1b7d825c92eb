import {
  comparePercentages,
  compareShare,
  fractionOf,
  type PartOf,
  PERCENTAGE,
  type Percentage,
  type Sql,
  shareText,
  sql,
} from '@assay/core';
import * as z from 'zod';
import { outOf } from './wording.ts';

/** `5%`, `0.1%`. */
export const percentage = z.string().regex(PERCENTAGE, 'a percentage such as 5%');

/** The ends that a share may have, as keys of a kind's options. */
export const shareEnds = { at_least: percentage.optional(), at_most: percentage.optional() };

export interface ShareEnds {
  readonly at_least?: Percentage | undefined;
  readonly at_most?: Percentage | undefined;
}

export const hasShareEnd = ({ at_least, at_most }: ShareEnds): boolean =>
  at_least !== undefined || at_most !== undefined;

/** `at least 5% and at most 10%`. */
export const shareEndsText = ({ at_least, at_most }: ShareEnds): string =>
  [...(at_least ? [`at least ${at_least}`] : []), ...(at_most ? [`at most ${at_most}`] : [])].join(' and ');

/** Whether a share is greater than its upper end. */
export const isAbove = (share: PartOf, { at_most = '100%' }: ShareEnds): boolean => compareShare(share, at_most) > 0;

const isBelow = (share: PartOf, { at_least = '0%' }: ShareEnds): boolean => compareShare(share, at_least) < 0;

/** Whether a part of a whole is the share that is wanted, and how that is said. */
export const judgeShare = ({ what, ...share }: PartOf & { readonly what: string }, wanted: ShareEnds) => ({
  holds: !isBelow(share, wanted) && !isAbove(share, wanted),
  found: `${shareText(
    share,
    Object.values(wanted).filter((end) => PERCENTAGE.test(end)),
  )} (${outOf(share.part, share.whole, what)})`,
  wanted: shareEndsText(wanted),
});

/** How a figure compares with a percentage of another: both sides in whole numbers, as far as the figures are. */
export const sidesOfShare = (
  part: Sql,
  whole: Sql,
  percentage: Percentage,
): { readonly part: Sql; readonly share: Sql } => {
  const wanted = fractionOf(percentage);
  return { part: sql`${wanted.whole} * ${part}`, share: sql`${wanted.part} * ${whole}` };
};

/** True for a count that is not the share that is wanted of another. */
export const outsideShare = (count: Sql, of: Sql, { at_least = '0%', at_most = '100%' }: ShareEnds): Sql => {
  const [part, whole] = [sql`cast(${count} as decimal(38,0))`, sql`cast(${of} as decimal(38,0))`];
  const [low, high] = [sidesOfShare(part, whole, at_least), sidesOfShare(part, whole, at_most)];
  return sql`${low.part} < ${low.share} or ${high.part} > ${high.share}`;
};

/** Ends that contradict each other. */
export const shareProblems = (wanted: ShareEnds): readonly string[] =>
  comparePercentages(wanted.at_least ?? '0%', wanted.at_most ?? '100%') > 0
    ? [`${shareEndsText(wanted)} holds for nothing`]
    : [];
