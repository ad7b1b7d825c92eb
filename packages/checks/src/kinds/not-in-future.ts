import { type Bounds, id, outside, sql } from '@assay/core';
import * as z from 'zod';
import type { Context } from '../kind.ts';
import { happened } from '../recency.ts';
import { family } from '../types.ts';
import { valueKind } from '../value-kind.ts';

/** What has happened: days that have begun, and instants before the end of as_of. */
const boundsOf = (context: Context): Bounds => {
  const isInstant = context.columns.some((one) => one.name === context.column && family(one) === 'timestamp');
  return { high: sql`${happened(context)}`, highOpen: isInstant };
};

export const notInFuture = valueKind({
  name: 'not_in_future',
  summary: 'No date or timestamp lies after as_of.',
  dimension: 'timeliness',
  on: 'time',
  options: z.literal(true),
  wanted: (_, { asOf }) => `not after ${asOf}`,
  fails: (_, context) => outside(id(context.column), boundsOf(context)),
  figure: (_, context) => ({ shape: 'beyond', column: context.column, bounds: boundsOf(context) }),
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
