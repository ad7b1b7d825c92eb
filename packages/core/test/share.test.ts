import { describe, expect, it } from 'vitest';
import { comparePercentages, compareShare, shareText } from '../src/index.ts';

/** Every tenth of a per cent there is. */
const TENTHS = Array.from({ length: 1001 }, (_, i) => i);
const tenth = (i: number): string => `${Math.floor(i / 10)}.${i % 10}%`;

describe('a share of whole numbers', () => {
  it('is just its percentage, and neither is the one below or above, for every tenth of a per cent', () => {
    for (const whole of [1000, 7000, 1_000_000_000_000_000])
      for (const i of TENTHS) {
        const part = (whole / 1000) * i;
        expect([-1, 0, 1].map((more) => compareShare({ part: part + more, whole }, tenth(i)))).toEqual([-1, 0, 1]);
      }
  });

  it('keeps every digit of a percentage', () => {
    expect(compareShare({ part: 1, whole: 3 }, '33.333333%')).toBe(1);
    expect(compareShare({ part: 1, whole: 3 }, '33.333334%')).toBe(-1);
    expect(comparePercentages('0.700%', '0.7%')).toBe(0);
    expect(comparePercentages('9%', '10%')).toBe(-1);
  });

  it('reads as it compares: never like a percentage that stands beside it and is another', () => {
    expect(shareText({ part: 70_001, whole: 1_000_000 }, ['7%'])).toBe('7.0001%');
    expect(shareText({ part: 69_999, whole: 1_000_000 }, ['7%'])).toBe('6.9999%');
    expect(shareText({ part: 1, whole: 3 }, ['33.33%'])).toBe('33.333%');
    for (const i of TENTHS)
      for (const more of [-1, 0, 1]) {
        const share = { part: i * 1000 + more, whole: 1_000_000 };
        if (share.part < 0) continue;
        expect(comparePercentages(shareText(share, [tenth(i)]), tenth(i)), tenth(i)).toBe(more);
      }
  });

  it('reads shortly where nothing stands beside it', () => {
    const texts = [
      [1, 3],
      [1, 2],
      [7, 1000],
      [1, 7000],
      [0, 9],
      [9, 9],
    ].map(([part = 0, whole = 0]) => shareText({ part, whole }));
    expect(texts).toEqual(['33.33%', '50%', '0.7%', '0.0143%', '0%', '100%']);
  });
});
