import { Untranslatable } from './dbt-test.ts';

/** A part of a date that has gaps: a day, a week, a month, a quarter or a year. */
export const period = (datepart: string): string => {
  const every = datepart.toLowerCase();
  if (!/^(day|week|month|quarter|year)$/.test(every))
    throw new Untranslatable(`no_gaps knows days, weeks, months, quarters and years; not ${every}`);
  return every;
};

const UNITS: Readonly<Record<string, readonly [unit: 'm' | 'h' | 'd', times: number]>> = {
  minute: ['m', 1],
  hour: ['h', 1],
  day: ['d', 1],
  week: ['d', 7],
};

/** `{ datepart: day, interval: 2 }` as a duration: `2d`. */
export const within = (datepart: string, interval: number): string => {
  const [unit, times] = UNITS[datepart.toLowerCase()] ?? [];
  if (unit === undefined || times === undefined)
    throw new Untranslatable(`a ${datepart} is no fixed time; use minutes, hours, days or weeks`);
  return `${interval * times}${unit}`;
};
