import { z } from 'zod';

/** `5%`, `0.1%`. */
export const percentage = z.string().regex(/^\d+(\.\d+)?%$/, 'a percentage such as 5%');

export const fractionOf = (text: string): number => Number.parseFloat(text) / 100;

/** A fraction as people read it: `12.5%`; small ones keep two digits that count. */
export const percentText = (fraction: number): string => {
  const percent = fraction * 100;
  const digits = percent === 0 || Math.abs(percent) >= 1 ? 2 : 4;
  return `${Number(percent.toFixed(digits))}%`;
};
