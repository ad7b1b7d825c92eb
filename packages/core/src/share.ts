/** A share as people write it, `29%` or `0.7%`. It stays text, because a float is not 0.7 / 100. */
export type Percentage = string;

export const PERCENTAGE = /^\d{1,9}(\.\d{1,6})?%$/;

/** Two whole numbers: so many of so many. */
export interface Part {
  readonly part: number;
  readonly whole: number;
}

/** A percentage as a fraction of whole numbers: `0.7%` is 7 of 1000. */
export const fractionOf = (percentage: Percentage): { readonly part: bigint; readonly whole: bigint } => {
  const [whole = '', behind = ''] = percentage.slice(0, -1).split('.');
  return { part: BigInt(whole + behind), whole: 100n * 10n ** BigInt(behind.length) };
};

/** Below 0 where a part is a smaller share of its whole than the percentage, 0 where it is just that, else above 0. */
export const compareShare = ({ part, whole }: Part, percentage: Percentage): number => {
  const wanted = fractionOf(percentage);
  const difference = BigInt(part) * wanted.whole - wanted.part * BigInt(whole);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

export const comparePercentages = (one: Percentage, other: Percentage): number => {
  const [a, b] = [fractionOf(one), fractionOf(other)];
  const difference = a.part * b.whole - b.part * a.whole;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** A share in per cent with so many digits behind the point, as few of them as say the same. */
const rounded = ({ part, whole }: Part, digits: number): Percentage => {
  const [many, all] = [BigInt(part) * 100n * 10n ** BigInt(digits), BigInt(whole)];
  const text = String((2n * many + all) / (2n * all)).padStart(digits + 1, '0');
  const [before, behind] = [text.slice(0, text.length - digits), text.slice(text.length - digits)];
  return `${`${before}.${behind}`.replace(/\.?0*$/, '')}%`;
};

const MOST_DIGITS = 30;

/**
 * A share as people read it: `12.5%`; small ones keep more digits, and so does one that would else read as if it were on
 * the other side of a percentage that stands beside it.
 */
export const shareText = (share: Part, beside: readonly Percentage[] = []): Percentage => {
  if (share.whole === 0) return '0%';
  const isSmall = share.part !== 0 && compareShare(share, '1%') < 0;
  for (let digits = isSmall ? 4 : 2; digits < MOST_DIGITS; digits += 1) {
    const text = rounded(share, digits);
    if (beside.every((other) => comparePercentages(text, other) === compareShare(share, other))) return text;
  }
  return rounded(share, MOST_DIGITS);
};
