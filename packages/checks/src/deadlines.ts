import { DateTime } from 'luxon';

/** The time of day at which a table has to be ready, where its readers live. */
export interface Deadline {
  readonly hour: number;
  readonly minute: number;
  /** An IANA name. */
  readonly zone: string;
  /** 1 is Monday. */
  readonly weekdays: ReadonlySet<number>;
}

const DAYS: Readonly<Record<string, readonly number[]>> = {
  'every day': [1, 2, 3, 4, 5, 6, 7],
  'on working days': [1, 2, 3, 4, 5],
  'on mondays': [1],
  'on tuesdays': [2],
  'on wednesdays': [3],
  'on thursdays': [4],
  'on fridays': [5],
  'on saturdays': [6],
  'on sundays': [7],
};

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** Reads `08:00 Europe/Berlin on working days`; undefined for anything else. */
export const parseDeadline = (text: string): Deadline | undefined => {
  const [, hour, minute, zone, when] = /^([01]\d|2[0-3]):([0-5]\d) (\S+)(?: (.+))?$/.exec(text.trim()) ?? [];
  const weekdays = DAYS[when?.toLowerCase() ?? 'every day'];
  if (zone === undefined || !weekdays || !isZone(zone)) return undefined;
  return { hour: Number(hour), minute: Number(minute), zone, weekdays: new Set(weekdays) };
};

/** The last moment at which a table had to be ready. */
export const lastDue = ({ hour, minute, zone, weekdays }: Deadline, now: Date): Date => {
  const today = DateTime.fromJSDate(now, { zone }).startOf('day');
  const due = Array.from({ length: 8 }, (_, back) => today.minus({ days: back }).set({ hour, minute }))
    .filter((moment) => weekdays.has(moment.weekday))
    .find((moment) => moment.toMillis() <= now.getTime());
  if (!due) throw new Error(`no weekday in ${[...weekdays]}`);
  return due.toJSDate();
};

/** The day that was the last whole one, in UTC, at that moment. */
export const wholeDayBefore = (moment: Date): string =>
  new Date(moment.getTime() - 86_400_000).toISOString().slice(0, 10);
