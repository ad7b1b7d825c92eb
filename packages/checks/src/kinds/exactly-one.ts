import { id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { missingColumns } from '../names.ts';
import { rowKind } from '../row-kind.ts';
import { ofEach, unlessBoolean } from '../types.ts';

const raised = (flags: readonly string[]): Sql =>
  join(
    flags.map((flag) => sql`case when ${id(flag)} then 1 else 0 end`),
    ' + ',
  );

export const exactlyOne = rowKind({
  name: 'exactly_one',
  summary: 'Of several flags exactly one is true in every row.',
  nulls: 'A flag that is NULL is not true.',
  on: 'table',
  options: z.array(z.string()).min(2).describe('boolean columns'),
  claim: (flags) => `exactly one of ${flags.join(', ')} is true`,
  problems: (flags, context) => [...missingColumns(flags, context), ...ofEach(flags, context, unlessBoolean)],
  fails: (flags) => sql`(${raised(flags)}) <> 1`,
  shows: (flags) => flags,
  failing: 'rows have none or several',
  wanted: () => 'exactly one',
  examples: [
    {
      title: 'none and several both fail',
      check: '- exactly_one: [is_new, is_open, is_done]',
      given: {
        'shop.orders': {
          columns: 'is_new boolean, is_open boolean, is_done boolean',
          rows: '[[true, false, false], [false, null, false], [true, true, false]]',
        },
      },
      gives: { status: 'fail', failing: 2 },
    },
    {
      title: 'NULL is not true',
      check: '- exactly_one: [is_new, is_open]',
      given: { 'shop.orders': { columns: 'is_new boolean, is_open boolean', rows: '[[true, null]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
