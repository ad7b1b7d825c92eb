import { id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import type { Context } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { following, period, start } from '../periods.ts';
import { queryKind } from '../query-kind.ts';
import { unlessTime } from '../types.ts';
import { counted } from '../wording.ts';

const options = z.union([
  period,
  z.strictObject({
    every: period,
    by: z.array(z.string()).optional().describe('each group has no gaps of its own'),
    until: z.literal('as_of').optional().describe('the last period is the one that holds as_of'),
  }),
]);
type Options = z.infer<typeof options>;

const said = (wanted: Options) => (typeof wanted === 'string' ? { every: wanted } : wanted);

const gaps = (wanted: Options, { column, relation, asOf }: Context): Sql => {
  const { every, by = [], until } = { by: undefined, until: undefined, ...said(wanted) };
  const groups = (by ?? []).map((name) => id(name));
  const listed = join([...groups, sql`@period`]);
  const partition = groups.length > 0 ? sql`partition by ${join(groups)} ` : sql``;
  const end = until ? following(every, start(every, sql`${{ date: asOf }}`)) : sql`null`;
  const periods = sql`select distinct ${join([...groups, sql`${start(every, id(column))} as @period`])} from ${relation.from} where (${relation.where ?? sql`true`}) and ${id(column)} is not null`;
  const stepped = sql`select ${listed}, coalesce(lead(@period) over (${partition}order by @period), ${end}) as @next_period from (${periods}) periods`;
  return sql`select ${join([...groups, sql`@period as @last_before`, sql`@next_period as @next_after`])} from (${stepped}) stepped where @next_period > ${following(every, sql`@period`)}`;
};

export const noGaps = queryKind({
  name: 'no_gaps',
  summary: 'From the first period to the last there is a row for every day, week, month, quarter or year.',
  nulls: 'Rows with NULL in the column belong to no period.',
  dimension: 'completeness',
  on: 'column',
  options,
  claim: (wanted, { column }) => `${column} leaves out no ${said(wanted).every}`,
  problems: (wanted, context) => [
    ...missingColumns((typeof wanted === 'string' ? undefined : wanted.by) ?? [], context),
    ...unlessTime(context),
  ],
  offenders: gaps,
  found: (count) => counted(count, 'gap'),
  wanted: (wanted) => `every ${said(wanted).every}${typeof wanted === 'object' && wanted.until ? ' to as_of' : ''}`,
  examples: [
    {
      title: 'a gap of any length is one offender',
      check: '- no_gaps: day\n  column: day',
      given: {
        'shop.days': { columns: 'day date', rows: '[[2025-12-28], [2025-12-29], [2025-12-31], [2026-01-05], [null]]' },
      },
      gives: { status: 'fail', failing: 2, found: '2 gaps' },
    },
    {
      title: 'each group for itself, up to as_of',
      check: '- no_gaps: { every: month, by: [shop], until: as_of }\n  column: month',
      given: {
        'shop.months': {
          columns: 'shop varchar, month date',
          rows: '[[Porto, 2025-11-01], [Porto, 2025-12-01], [Lisboa, 2025-10-01]]',
        },
      },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'weeks over the turn of the year',
      check: '- no_gaps: week\n  column: week',
      given: { 'shop.weeks': { columns: 'week date', rows: '[[2025-12-22], [2025-12-29], [2026-01-05]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
