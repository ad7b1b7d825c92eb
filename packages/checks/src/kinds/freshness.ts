import { z } from 'zod';
import { duration, hoursOf, hoursText } from '../durations.ts';
import { kind } from '../kind.ts';
import { family, isTime } from '../types.ts';

const options = z.strictObject({ within: duration.describe('the greatest age of the newest event') });

const HOUR = 3_600_000;

/** A day counts until it ends. */
const instant = (value: string): number => {
  const isDay = value.length === 10;
  return (
    Date.parse(isDay ? `${value}T00:00:00Z` : `${value.replace(' ', 'T').replace(/(\+00|Z)?$/, '')}Z`) +
    (isDay ? 24 * HOUR : 0)
  );
};

/** Hours from the newest event back from an instant; null without events. */
export const ageHours = (newest: string | null, until: string): number | null =>
  newest === null ? null : (instant(until) - instant(newest)) / HOUR;

export const freshness = kind({
  name: 'freshness',
  summary:
    'The newest event is not too old: counted back from the end of as_of at the gate, from the clock in an audit.',
  nulls: 'NULLs are no events; a column with nothing else fails.',
  dimension: 'timeliness',
  on: 'column',
  filters: true,
  options,
  claim: ({ within }, { column }) => `the newest ${column} is at most ${within} old`,
  problems: (_, { column, columns }) =>
    columns.some((c) => c.name === column && !isTime(family(c))) ? [`${column} is neither a date nor a timestamp`] : [],
  measure: (_, { column }) => ({ newest: { shape: 'greatest', column } }),
  judge: ({ newest }, { within }, { until }) => {
    const age = ageHours(newest === null ? null : String(newest), until);
    const wanted = `at most ${within} before ${until.slice(0, 16)}`;
    if (age === null) return { holds: false, found: 'no event', wanted };
    const found = age < 0 ? `${newest}, ${hoursText(-age)} ahead` : `${newest}, ${hoursText(age)} old`;
    return { holds: age <= hoursOf(within), found, wanted };
  },
  examples: [
    {
      title: 'the last event is two days before the end of as_of',
      check: '- freshness: { within: 24h }\n  column: ordered_at',
      given: { 'shop.orders': { columns: 'ordered_at timestamp', rows: [['2025-12-30 00:00:00'], [null]] } },
      gives: { status: 'fail', found: '2025-12-30 00:00:00, 48 h old' },
    },
    {
      title: 'a day is fresh until it ends',
      check: '- freshness: { within: 1h }\n  column: day',
      given: { 'shop.days': { columns: 'day date', rows: [['2025-12-31']] } },
      gives: { status: 'pass', found: '2025-12-31, 0 h old' },
    },
    {
      title: 'without events nothing is fresh',
      check: '- freshness: { within: 1h }\n  column: day',
      given: { 'shop.days': { columns: 'day date', rows: [[null]] } },
      gives: { status: 'fail', found: 'no event' },
    },
  ],
});
