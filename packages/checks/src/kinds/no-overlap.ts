import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import type { Context } from '../kind.ts';
import { missingColumns, unlessAlike } from '../names.ts';
import { queryKind } from '../query-kind.ts';
import { ofEach, unlessOrdered } from '../types.ts';
import { counted } from '../wording.ts';

const options = z.strictObject({
  from: z.string().describe('where an interval begins; the beginning belongs to it'),
  to: z.string().describe('where it ends; the end belongs to the next, and NULL is open'),
  by: z.array(z.string()).min(1).optional().describe('each group has intervals of its own'),
  gaps: z
    .enum(['forbidden', 'required'])
    .optional()
    .describe('an interval begins where the one before ends, or never just there'),
  empty: z.literal('allowed').optional().describe('an interval may end where it begins'),
  open: z
    .enum(['exactly one', 'at most one'])
    .optional()
    .describe('so many intervals of each group have no end; at most one where things may come to their end'),
});
type Options = z.infer<typeof options>;

const broken = (wanted: Options, { relation }: Context): Sql => {
  const { from, to, by = [], gaps, empty, open } = wanted;
  const groups = by.map((name) => id(name));
  const partition = by.length > 0 ? sql`partition by ${join(groups)}` : sql``;
  const shown = join([...groups, sql`${id(from)} as @begins`, sql`${id(to)} as @ends`]);
  const next = sql`lead(${id(from)}) over (${partition} order by ${id(from)}, ${id(to)}) as @next_begins`;
  const opens = sql`sum(case when ${id(to)} is null then 1 else 0 end) over (${partition}) as @open_intervals`;
  const place = sql`row_number() over (${partition} order by ${id(from)}, ${id(to)}) as @place`;
  const intervals = sql`select ${join([shown, next, opens, place])} from ${relation.from} where ${allOf(relation.where)}`;
  const faults = [
    sql`@begins is null`,
    empty ? sql`@ends < @begins` : sql`@ends <= @begins`,
    sql`@next_begins < @ends`,
    sql`@ends is null and @next_begins is not null`,
    ...(gaps === 'forbidden' ? [sql`@next_begins > @ends`] : []),
    ...(gaps === 'required' ? [sql`@next_begins = @ends`] : []),
    ...(open ? [sql`@place = 1 and @open_intervals ${open === 'at most one' ? sql`>` : sql`<>`} 1`] : []),
  ];
  return sql`select ${join([...groups, sql`@begins, @ends, @next_begins, @open_intervals`])} from (${intervals}) intervals where ${join(faults, ' or ')}`;
};

export const noOverlap = queryKind({
  name: 'no_overlap',
  summary:
    'Intervals of a group do not overlap; if wanted, they leave no gap and exactly one, or at most one, is open.',
  nulls: 'An end that is NULL is open, and then nothing follows; a beginning that is NULL fails.',
  dimension: 'consistency',
  on: 'table',
  options,
  claim: ({ from, to, gaps, open }) =>
    `intervals from ${from} to ${to} do not overlap${gaps === 'forbidden' ? ', leave no gap' : gaps ? ', do not touch' : ''}${open ? `, and ${open} is open` : ''}`,
  problems: ({ from, to, by = [] }, context) => [
    ...missingColumns([from, to, ...by], context),
    ...ofEach([from, to], context, unlessOrdered),
    ...unlessAlike([from, to], context),
  ],
  offenders: broken,
  found: (count) => `${counted(count, 'interval')} at fault`,
  wanted: ({ gaps, open }) =>
    `no overlap${gaps ? (gaps === 'forbidden' ? ', no gap' : ', gaps') : ''}${open ? `, ${open} open` : ''}`,
  examples: [
    {
      title: 'two versions of a customer at the same time',
      check: '- no_overlap: { from: valid_from, to: valid_to, by: [customer] }',
      given: {
        'shop.versions': {
          columns: 'customer integer, valid_from date, valid_to date',
          rows: `
            - [1, 2025-01-01, 2025-03-01]
            - [1, 2025-02-01, null]
            - [2, 2025-01-01, 2025-02-01]
            - [2, 2025-03-01, null]`,
        },
      },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'a gap, and a customer without a current version',
      check: '- no_overlap: { from: valid_from, to: valid_to, by: [customer], gaps: forbidden, open: exactly one }',
      given: {
        'shop.versions': {
          columns: 'customer integer, valid_from date, valid_to date',
          rows: '[[1, 2025-01-01, 2025-02-01], [1, 2025-03-01, null], [2, 2025-01-01, 2025-02-01]]',
        },
      },
      gives: { status: 'fail', failing: 2 },
    },
    {
      title: 'bookings need a day between them, and may be empty',
      check: '- no_overlap: { from: arrival, to: departure, gaps: required, empty: allowed }',
      given: {
        'shop.bookings': {
          columns: 'arrival date, departure date',
          rows: '[[2025-01-01, 2025-01-05], [2025-01-05, 2025-01-07], [2025-01-09, 2025-01-09]]',
        },
      },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'one after the other',
      check: '- no_overlap: { from: valid_from, to: valid_to, gaps: forbidden, open: exactly one }',
      given: {
        'shop.prices': {
          columns: 'valid_from date, valid_to date',
          rows: '[[2025-02-01, null], [2025-01-01, 2025-02-01]]',
        },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
