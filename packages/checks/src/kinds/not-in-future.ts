import { id, sql } from '@assay/core';
import * as z from 'zod';
import { valueKind } from '../value-kind.ts';

export const notInFuture = valueKind({
  name: 'not_in_future',
  summary: 'No date or timestamp lies after as_of.',
  dimension: 'timeliness',
  on: 'time',
  options: z.literal(true),
  wanted: (_, { asOf }) => `not after ${asOf}`,
  fails: (_, { column, until, literal }) => sql`${id(column)} >= ${literal(until, column)}`,
  figure: (_, { column, until, literal }) => ({
    shape: 'beyond',
    column,
    bounds: { high: literal(until, column), highOpen: true },
  }),
  examples: [
    {
      title: 'as_of itself is not in the future',
      check: '- not_in_future: true\n  column: day',
      given: { 'shop.days': { columns: 'day date', rows: '[[2025-12-31], [2026-01-01], [9999-12-31], [null]]' } },
      gives: { status: 'fail', failing: 2 },
    },
    {
      title: 'its last second neither',
      check: '- not_in_future: true\n  column: at',
      given: { 'shop.events': { columns: 'at timestamp', rows: '[[2025-12-31 23:59:59]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
