import { type Column, type Literal, type Metric, sql } from '@assay/core';
import { hoursText } from './durations.ts';
import type { Context } from './kind.ts';
import { family } from './types.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A moment as an engine writes it, in milliseconds; what it keeps for ever or before any calendar is without end. */
const momentOf = (value: string): number => {
  if (value === 'infinity' || /^\+?\d{5,}-/.test(value)) return Number.POSITIVE_INFINITY;
  if (value === '-infinity' || /^-|\(BC\)$/.test(value)) return Number.NEGATIVE_INFINITY;
  if (value.length === 10) return Date.parse(`${value}T00:00:00Z`);
  return Date.parse(`${value.replace(' ', 'T').replace(/(\+00(:?00)?|Z)?$/, '')}Z`);
};

/** A day counts until it ends. */
const endOf = (value: string): number => momentOf(value) + (value.length === 10 ? DAY : 0);

/** Hours from an event back from an instant, or from the end of a day. Null without an event. */
export const ageHours = (event: string | null, until: string): number | null =>
  event === null ? null : (endOf(until) - endOf(event)) / HOUR;

const sqlInstant = (moment: number): string => new Date(moment).toISOString().slice(0, 19).replace('T', ' ');

const isDay = (column: Column | undefined): boolean => column !== undefined && family(column) === 'date';

/** A moment as a literal beside a column: of days, the one that it lies in. */
export const literalMoment = (moment: number, column: Column | undefined): Literal =>
  isDay(column) ? { date: sqlInstant(moment).slice(0, 10) } : { timestamp: sqlInstant(moment) };

const columnOf = ({ column, columns }: Pick<Context, 'column' | 'columns'>): Column | undefined =>
  columns.find(({ name }) => name === column);

/** The last value of a column that has happened by `until`: of days, the last that has begun. */
export const happened = (context: Context): Literal => {
  const column = columnOf(context);
  return literalMoment(endOf(context.until) - (isDay(column) ? 1 : 0), column);
};

/** The last value of a column that clocks and time zones explain; what lies further ahead is wrong. */
export const explained = (context: Context): Literal => literalMoment(endOf(context.until) + DAY, columnOf(context));

/** The greatest age as the value of a column that is just young enough. */
export const oldest = (hours: number, context: Context): Literal => {
  const column = columnOf(context);
  const moment = endOf(context.until) - Math.round(hours * HOUR);
  return literalMoment(isDay(column) ? Math.ceil((moment - DAY) / DAY) * DAY : moment, column);
};

/** What has to be known of a column to tell how recent it is. */
export const recency = (context: Context) =>
  ({
    newest: { shape: 'greatest', column: context.column, notAfter: sql`${happened(context)}` },
    last: { shape: 'greatest', column: context.column },
  }) satisfies Readonly<Record<string, Metric>>;

const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/**
 * The newest event that has happened. Where none has, one that is ahead by a day at most has happened by another clock.
 * `ahead` says which event lies further ahead than that.
 */
export const newestEvent = (
  { newest, last }: Readonly<Record<string, unknown>>,
  until: string,
): { readonly event: string | null; readonly ahead: string | null } => {
  const [event, latest] = [textOf(newest), textOf(last)];
  const isAhead = latest !== null && momentOf(latest) > endOf(until) + DAY;
  return { event: event ?? (isAhead ? null : latest), ahead: isAhead ? latest : null };
};

/** An age, with as many digits as tell it from the one that is allowed. */
const ageText = (hours: number, allowed: number): string => {
  const texts = [1, 2, 3, 4, 6].map((digits) => [hoursText(hours, digits), hoursText(allowed, digits)]);
  return (texts.find(([age, most]) => hours === allowed || age !== most) ?? texts.at(-1) ?? [])[0] ?? '';
};

/** An event with its age: `2025-12-30 00:00:00, 48 h old`. */
export const eventText = (event: string | null, until: string, allowed = Number.NaN): string => {
  const age = ageHours(event, until);
  if (event === null || age === null) return 'no event';
  if (!Number.isFinite(age)) return event;
  return age < 0 && event.length !== 10
    ? `${event}, ${hoursText(-age)} ahead`
    : `${event}, ${ageText(Math.max(0, age), allowed)} old`;
};

export const NONE_AHEAD = 'and none more than a day ahead';

/** What is said of an event that lies too far ahead, beside the newest that has happened. */
export const aheadText = (ahead: string, told: string, until: string): string => {
  const hours = (momentOf(ahead) - endOf(until)) / HOUR;
  const far = Number.isFinite(hours) ? `${hoursText(hours)} ahead` : 'ahead of everything';
  return `${ahead}, ${far}; of those that have happened: ${told}`;
};
