import * as z from 'zod';
import { lastDue, parseDeadline, wholeDayBefore } from '../deadlines.ts';
import { kind } from '../kind.ts';
import { aheadText, NONE_AHEAD, newestEvent, recency } from '../recency.ts';
import { unlessTime } from '../types.ts';

const LIKE = 'a time, a zone and days, such as 08:00 Europe/Berlin on working days';
const options = z
  .string()
  .refine((text) => parseDeadline(text) !== undefined, LIKE)
  .describe(LIKE);

export const readyBy = kind({
  name: 'ready_by',
  summary:
    'At the last hour at which people wanted to read the table it held the day before: counted from the end of as_of at the gate, from the clock in an audit.',
  nulls: 'NULLs are no events; a column with nothing else fails, and so does an event more than a day ahead.',
  dimension: 'timeliness',
  on: 'column',
  filters: true,
  options,
  claim: (wanted, { column }) => `the newest ${column} is ready by ${wanted}`,
  problems: (_, context) => unlessTime(context),
  measure: (_, context) => recency(context),
  judge: (events, wanted, { until }) => {
    const deadline = parseDeadline(wanted);
    if (!deadline) throw new Error(`${wanted} is no deadline`);
    const due = lastDue(deadline, new Date(`${until.replace(' ', 'T')}Z`));
    const day = wholeDayBefore(due);
    const { event, ahead } = newestEvent(events, until);
    const found = event ?? 'no event';
    return {
      holds: ahead === null && event !== null && event.slice(0, 10) >= day,
      found: ahead === null ? found : aheadText(ahead, found, until),
      wanted: `${day}, due ${due.toISOString().slice(0, 16).replace('T', ' ')} UTC${ahead === null ? '' : `, ${NONE_AHEAD}`}`,
    };
  },
  examples: [
    {
      title: 'due on the 31st at 7:00 UTC, with the 30th as the last whole day',
      check: '- ready_by: 08:00 Europe/Berlin\n  column: day',
      given: { 'shop.days': { columns: 'day date', rows: '[[2025-12-29], [null]]' } },
      gives: { status: 'fail', found: '2025-12-29' },
    },
    {
      title: 'on Sundays: last due on the 28th, with the 27th',
      check: '- ready_by: 08:00 Europe/Berlin on Sundays\n  column: at',
      given: { 'shop.events': { columns: 'at timestamp', rows: '[[2025-12-27 01:00:00]]' } },
      gives: { status: 'pass', found: '2025-12-27 01:00:00' },
    },
    {
      title: 'without events nothing is ready',
      check: '- ready_by: 08:00 Europe/Berlin on working days\n  column: day',
      given: { 'shop.days': { columns: 'day date', rows: '[[null]]' } },
      gives: { status: 'fail', found: 'no event' },
    },
  ],
});
