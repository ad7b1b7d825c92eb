import { again, changed, dayBack, type Faults, oneOf, without } from '../fault.ts';

const onDay = (days: number): string => `event_ts::date = ${dayBack(days)}`;
const inMonth = (month: string): string => `strftime(event_ts, '%Y-%m') = '${month}'`;
const events = (set: Readonly<Record<string, string>>, where?: string) => ({ web_events: changed(set, where) });
const moved = (hours: number, where = 'true') =>
  events(
    {
      event_ts: `event_ts + interval '${hours} hour'`,
      updated_at: `greatest(updated_at, event_ts + interval '${hours} hour')`,
    },
    where,
  );
const lost = (where: string) => ({ web_events: without(where) });

export const visits: Faults = {
  'one day of web events lost': lost(onDay(25)),
  'the last day of web events lost': lost(onDay(0)),
  'the second half of the last day of events lost': lost(`${onDay(0)} and hour(event_ts) >= 12`),
  'a day of events of two years ago lost': lost(onDay(710)),
  'a month of web events lost': lost(inMonth('2025-10')),
  'all checkouts of a month lost': lost(`${inMonth('2025-10')} and event_type = 'checkout'`),
  'all checkouts lost': lost(`event_type = 'checkout'`),
  'all views of products lost for a month': lost(`${inMonth('2025-09')} and event_type = 'product_view'`),
  'events 5 hours later': moved(5),
  'events 9 hours earlier': moved(-9),
  'events a day earlier': moved(-24),
  'events of a month 7 hours earlier': moved(-7, inMonth('2025-11')),
  'events all at midnight': events({ event_ts: `date_trunc('day', event_ts)` }),
  'events of a day all at midnight': events({ event_ts: `date_trunc('day', event_ts)` }, onDay(12)),
  'events again under new numbers for a day': { web_events: again({ event_id: `'x' || event_id` }, onDay(6)) },
  'events of a month are all page views': events({ event_type: `'page_view'`, product_id: 'null' }, inMonth('2025-10')),
  'device missing for a month': events({ device_type: 'null' }, inMonth('2025-10')),
  'device the same for a month': events({ device_type: `'mobile'` }, inMonth('2025-08')),
  'country of visitors missing for a month': events({ country: 'null' }, inMonth('2025-10')),
  'country of visitors missing for a day': events({ country: 'null' }, onDay(13)),
  'country of visitors the same for a month': events({ country: `'US'` }, inMonth('2025-07')),
  'everybody anonymous for a month': events({ customer_id: 'null' }, inMonth('2025-10')),
  'everybody the same customer for a month': events({ customer_id: '10050' }, inMonth('2025-10')),
  'one session for all of a day': events({ session_id: `'s1'` }, onDay(7)),
  'a session an event': events({ session_id: 'event_id' }, inMonth('2025-10')),
  'products of views missing for a month': events({ product_id: 'null' }, inMonth('2025-10')),
  'events of robots: ten times as many for a day': {
    web_events: `select * from records union all by name select r.* replace ('r' || i || event_id as event_id) from records r, range(9) t(i) where ${onDay(9)}`,
  },
  'a fifth of events lost': lost(oneOf(20, 'event_id')),
};
