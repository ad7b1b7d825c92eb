import { id, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { duration, hoursOf, hoursText } from '../durations.ts';
import { by, countOf, groupsWhere } from '../groups.ts';
import { type Context, kind, type Metrics } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { family, unlessTime } from '../types.ts';
import { counted } from '../wording.ts';

const options = z.strictObject({ within: duration.describe('the greatest age of the newest event'), by });
type Options = z.infer<typeof options>;

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

/** The groups whose newest event is too old, or that have none. */
const stale = (wanted: Options, context: Context): Sql => {
  const { column, columns, until, literal } = context;
  const isDay = columns.some((one) => one.name === column && family(one) === 'date');
  const oldest = new Date(instant(until) - hoursOf(wanted.within) * HOUR - (isDay ? 24 * HOUR : 0));
  // A day that ends within a day is compared by the day after the one that just fails.
  const last = isDay ? new Date(Math.ceil(oldest.getTime() / (24 * HOUR)) * 24 * HOUR) : oldest;
  const bound = literal(last.toISOString().slice(0, 19).replace('T', ' '), column);
  const where = sql`@newest is null or @newest < ${bound}`;
  return groupsWhere({ by: wanted.by ?? [], figures: { newest: sql`max(${id(column)})` }, where }, context);
};

export const freshness = kind({
  name: 'freshness',
  summary:
    'The newest event is not too old: counted back from the end of as_of at the gate, from the clock in an audit; of all rows, or of each group or partition.',
  nulls: 'NULLs are no events; a column, or a group, with nothing else fails.',
  dimension: 'timeliness',
  on: 'column',
  filters: true,
  options,
  claim: ({ within, by: groups }, { column }) =>
    `the newest ${column}${groups ? ` of each ${groups.join(', ')}` : ''} is at most ${within} old`,
  problems: (wanted, context) => [...missingColumns(wanted.by ?? [], context), ...unlessTime(context)],
  measure: (wanted, context): Metrics =>
    wanted.by
      ? { failing: { shape: 'query', query: countOf(stale(wanted, context)) } }
      : { newest: { shape: 'greatest', column: context.column } },
  judge: ({ newest = null, failing }, { within, by: groups }, { until, relation }) => {
    if (groups) {
      const late = Number(failing);
      const found = counted(late, 'group too old', 'groups too old');
      return { holds: late === 0, failing: late, found, wanted: `at most ${within} before ${until.slice(0, 16)}` };
    }
    const age = ageHours(newest === null ? null : String(newest), until);
    const wanted = `at most ${within} before ${until.slice(0, 16)}`;
    if (age === null && relation.where) return { skip: 'no rows are left by where' };
    if (age === null) return { holds: false, found: 'no event', wanted };
    const found = age < 0 ? `${newest}, ${hoursText(-age)} ahead` : `${newest}, ${hoursText(age)} old`;
    return { holds: age <= hoursOf(within), found, wanted };
  },
  groups: (wanted, context) => (wanted.by ? { query: stale(wanted, context), tables: [context.table] } : undefined),
  examples: [
    {
      title: 'the last event is two days before the end of as_of',
      check: '- freshness: { within: 24h }\n  column: ordered_at',
      given: { 'shop.orders': { columns: 'ordered_at timestamp', rows: '[[2025-12-30 00:00:00], [null]]' } },
      gives: { status: 'fail', found: '2025-12-30 00:00:00, 48 h old' },
    },
    {
      title: 'a day is fresh until it ends',
      check: '- freshness: { within: 1h }\n  column: day',
      given: { 'shop.days': { columns: 'day date', rows: '[[2025-12-31]]' } },
      gives: { status: 'pass', found: '2025-12-31, 0 h old' },
    },
    {
      title: 'without events nothing is fresh',
      check: '- freshness: { within: 1h }\n  column: day',
      given: { 'shop.days': { columns: 'day date', rows: '[[null]]' } },
      gives: { status: 'fail', found: 'no event' },
    },
    {
      title: 'a shop that sends nothing any more, and one that never did',
      check: '- freshness: { within: 24h, by: [shop] }\n  column: ordered_at',
      given: {
        'shop.orders': {
          columns: 'shop varchar, ordered_at timestamp',
          rows: `
            - [Porto, 2025-12-31 00:00:00]
            - [Porto, 2025-01-01 00:00:00]
            - [Faro, 2025-12-30 23:59:59]
            - [Braga, null]`,
        },
      },
      gives: { status: 'fail', failing: 2, found: '2 groups too old' },
    },
    {
      title: 'days of each partition count until they end',
      check: '- freshness: { within: 12h, by: [shop] }\n  column: day',
      given: { 'shop.days': { columns: 'shop varchar, day date', rows: '[[Porto, 2025-12-31], [Faro, 2025-12-30]]' } },
      gives: { status: 'fail', failing: 1 },
    },
  ],
});
