import { DateTime } from 'luxon';
import type { Deadline } from './ready-by.ts';

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
