import { id, join, type Sql, sql } from '@assay/core';
import { z } from 'zod';
import { kind } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { outOf } from '../wording.ts';

const raised = (flags: readonly string[]): Sql =>
  join(
    flags.map((flag) => sql`case when ${id(flag)} then 1 else 0 end`),
    ' + ',
  );

export const exactlyOne = kind({
  name: 'exactly_one',
  summary: 'Of several flags exactly one is true in every row.',
  nulls: 'A flag that is NULL is not true.',
  dimension: 'consistency',
  on: 'table',
  filters: true,
  options: z.array(z.string()).min(2).describe('boolean columns'),
  claim: (flags) => `exactly one of ${flags.join(', ')} is true`,
  problems: (flags, context) => missingColumns(flags, context),
  measure: (flags) => ({
    rows: { shape: 'rows' },
    failing: { shape: 'matching', predicate: sql`(${raised(flags)}) <> 1` },
  }),
  judge: ({ rows, failing }) => ({
    holds: failing === 0,
    failing,
    judged: rows,
    found: outOf(failing, rows, 'rows have none or several'),
    wanted: 'exactly one',
  }),
  rows: (flags) => sql`(${raised(flags)}) <> 1`,
  shows: (flags) => flags,
  examples: [
    {
      title: 'none and several both fail',
      check: '- exactly_one: [is_new, is_open, is_done]',
      given: {
        'shop.orders': {
          columns: 'is_new boolean, is_open boolean, is_done boolean',
          rows: [
            [true, false, false],
            [false, null, false],
            [true, true, false],
          ],
        },
      },
      gives: { status: 'fail', failing: 2 },
    },
    {
      title: 'NULL is not true',
      check: '- exactly_one: [is_new, is_open]',
      given: { 'shop.orders': { columns: 'is_new boolean, is_open boolean', rows: [[true, null]] } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
