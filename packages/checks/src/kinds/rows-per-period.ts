import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { ENDS, ends, endsProblems, endsText, hasEnd, outsideOf } from '../ends.ts';
import { by } from '../groups.ts';
import type { Context } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { period, start } from '../periods.ts';
import { queryKind } from '../query-kind.ts';
import { unlessTime } from '../types.ts';
import { counted } from '../wording.ts';

const options = z.strictObject({ every: period, ...ends, by }).refine(hasEnd, ENDS);
type Options = z.infer<typeof options>;

const outside = (wanted: Options, { column, relation }: Context): Sql => {
  const groups = (wanted.by ?? []).map((name) => id(name));
  const first = start(wanted.every, id(column));
  const counts = sql`select ${join([...groups, sql`${first} as @period`, sql`count(*) as @found`])} from ${relation.from} where ${allOf(relation.where, sql`${id(column)} is not null`)} group by ${join([...groups, first])}`;
  return sql`select * from (${counts}) counts where ${outsideOf(sql`@found`, wanted)}`;
};

export const rowsPerPeriod = queryKind({
  name: 'rows_per_period',
  summary: 'Every day, week, month, quarter or year that has rows has so many of them; no_gaps sees those without any.',
  nulls: 'Rows with NULL in the column belong to no period; a group whose key is NULL is a group.',
  dimension: 'completeness',
  on: 'column',
  options,
  claim: (wanted, { column }) =>
    `each ${wanted.every} of ${column}${wanted.by ? ` and ${wanted.by.join(', ')}` : ''} has ${endsText(wanted)} rows`,
  problems: (wanted, context) => [
    ...endsProblems(wanted),
    ...missingColumns(wanted.by ?? [], context),
    ...unlessTime(context),
  ],
  offenders: outside,
  found: (count, { every }) => counted(count, `${every} outside`, `${every}s outside`),
  wanted: (wanted) => `${endsText(wanted)} rows`,
  examples: [
    {
      title: 'half a day was loaded',
      check: '- rows_per_period: { every: day, at_least: 2 }\n  column: ordered_at',
      given: {
        'shop.orders': {
          columns: 'ordered_at timestamp',
          rows: '[[2025-03-01 08:00:00], [2025-03-01 23:59:59], [2025-03-02 00:00:00], [null]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 day outside' },
    },
    {
      title: 'one row a month for each shop',
      check: '- rows_per_period: { every: month, equals: 1, by: [shop] }\n  column: month',
      given: {
        'shop.months': {
          columns: 'shop varchar, month date',
          rows: '[[Porto, 2025-01-01], [Porto, 2025-02-01], [Faro, 2025-01-01]]',
        },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
