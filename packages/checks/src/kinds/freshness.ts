import { id, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { duration, hoursOf } from '../durations.ts';
import { by, countOf, groupsWhere } from '../groups.ts';
import { type Context, kind, type Metrics } from '../kind.ts';
import { missingColumns } from '../names.ts';
import {
  ageHours,
  aheadText,
  eventText,
  explained,
  happened,
  NONE_AHEAD,
  newestEvent,
  oldest,
  recency,
} from '../recency.ts';
import { unlessTime } from '../types.ts';
import { counted } from '../wording.ts';

const options = z.strictObject({ within: duration.describe('the greatest age of the newest event'), by });
type Options = z.infer<typeof options>;

/** The groups whose newest event is too old, that have none, or one that lies too far ahead. */
const stale = (wanted: Options, context: Context): Sql => {
  const column = id(context.column);
  const newest = sql`max(case when ${column} <= ${happened(context)} then ${column} end)`;
  const where = sql`@last is null or @last > ${explained(context)} or @newest < ${oldest(hoursOf(wanted.within), context)}`;
  return groupsWhere({ by: wanted.by ?? [], figures: { newest, last: sql`max(${column})` }, where }, context);
};

/** An age is a whole number of milliseconds. */
const isYoung = (age: number, allowed: number): boolean =>
  Math.round(age * 3_600_000) <= Math.round(allowed * 3_600_000);

export const freshness = kind({
  name: 'freshness',
  summary:
    'The newest event that has happened is not too old: counted back from the end of as_of at the gate, from the clock in an audit; of all rows, or of each group or partition. An event that lies more than a day ahead fails.',
  nulls: 'NULLs are no events; a column, or a group, with nothing else fails.',
  dimension: 'timeliness',
  on: 'column',
  filters: true,
  options,
  claim: ({ within, by: groups }, { column }) =>
    `the newest ${column}${groups ? ` of each ${groups.join(', ')}` : ''} is at most ${within} old`,
  problems: (wanted, context) => [...missingColumns(wanted.by ?? [], context), ...unlessTime(context)],
  measure: (wanted, context): Metrics =>
    wanted.by ? { failing: { shape: 'query', query: countOf(stale(wanted, context)) } } : recency(context),
  judge: ({ failing, ...events }, { within, by: groups }, { until, relation }) => {
    const wanted = `at most ${within} before ${until.slice(0, 16)}`;
    if (groups) {
      const late = Number(failing);
      return { holds: late === 0, failing: late, found: counted(late, 'group too old', 'groups too old'), wanted };
    }
    const { event, ahead } = newestEvent(events, until);
    const [age, allowed] = [ageHours(event, until), hoursOf(within)];
    const found = eventText(event, until, allowed);
    if (ahead !== null)
      return { holds: false, found: aheadText(ahead, found, until), wanted: `${wanted}, ${NONE_AHEAD}` };
    if (event === null && relation.where) return { skip: 'no rows are left by where' };
    return { holds: age !== null && isYoung(age, allowed), found, wanted };
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
    {
      title: 'an event of the year 2999 makes nothing fresh',
      check: '- freshness: { within: 24h }\n  column: ordered_at',
      given: {
        'shop.orders': { columns: 'ordered_at timestamp', rows: '[[2025-12-30 12:00:00], [2999-12-31 00:00:00]]' },
      },
      gives: {
        status: 'fail',
        found: '2999-12-31 00:00:00, 355745 days ahead; of those that have happened: 2025-12-30 12:00:00, 36 h old',
      },
    },
  ],
});
