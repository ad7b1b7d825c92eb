import { type Sql, sql } from '@assay/core';
import * as z from 'zod';

export const period = z.enum(['day', 'week', 'month', 'quarter', 'year']);
export type Period = z.infer<typeof period>;

const MONTHS: Readonly<Partial<Record<Period, number>>> = { month: 1, quarter: 3, year: 12 };

/** The first day of the period that holds a date or timestamp; weeks begin on Mondays. */
export const start = (every: Period, value: Sql): Sql => sql`cast(date_trunc(${every}, ${value}) as date)`;

/** The first day of the next period, from the first day of one. */
export const following = (every: Period, value: Sql): Sql => {
  const months = MONTHS[every];
  return months === undefined
    ? sql`date_add(${value}, ${every === 'week' ? 7 : 1})`
    : sql`add_months(${value}, ${months})`;
};
