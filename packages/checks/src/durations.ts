import * as z from 'zod';

const HOURS: Readonly<Record<string, number>> = { m: 1 / 60, h: 1, d: 24 };

/** `36h`, `2d`, `90m`. */
export const duration = z.string().regex(/^\d+(\.\d+)?[mhd]$/, 'a duration such as 24h, 2d or 90m');

export const hoursOf = (text: string): number => Number.parseFloat(text) * (HOURS[text.slice(-1)] ?? 1);

/** Hours as people say them: `36 h`, `12 days`. */
export const hoursText = (hours: number, digits = 1): string =>
  Math.abs(hours) < 72 ? `${Number(hours.toFixed(digits))} h` : `${Number((hours / 24).toFixed(digits))} days`;
