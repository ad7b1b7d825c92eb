const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT =
  /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(\.\d{1,6})?)?(?:Z|([+-])(0\d|1[0-8])(?::?([0-5]\d))?)?$/i;

const isoOf = (moment: number): string => new Date(moment).toISOString();

/** The day that a text writes, `2026-01-31`; undefined where there is no such day. */
export const dayOf = (text: string): string | undefined => {
  const moment = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(moment) || isoOf(moment).slice(0, 10) !== text || text < '0001' ? undefined : text;
};

/**
 * The instant that a text writes, in UTC: `2026-01-31 10:00:00`, with as many digits of the second as are written. A day
 * is its midnight, and what has no offset is UTC; undefined where there is no such day or time.
 */
export const instantOf = (text: string): string | undefined => {
  if (dayOf(text)) return `${text} 00:00:00`;
  const [, day = '', hour, minute, second = '00', parts = '', sign, hours = '0', minutes = '0'] =
    INSTANT.exec(text) ?? [];
  if (!dayOf(day)) return undefined;
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const utc = isoOf(Date.parse(`${day}T${hour}:${minute}:${second}Z`) - offset);
  return dayOf(utc.slice(0, 10)) && `${utc.slice(0, 19).replace('T', ' ')}${parts}`;
};

const written = (text: string, known: string | undefined): string => {
  if (known !== text) throw new RangeError(`${text} has no SQL literal: there is no such day or time`);
  return text;
};

/** A day or an instant that may stand between quotes; throws for any other text, so that none can end a literal. */
export const literalDay = (text: string): string => written(text, dayOf(text));
export const literalInstant = (text: string): string => written(text, instantOf(text));
