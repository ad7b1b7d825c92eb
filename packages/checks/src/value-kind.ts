import { type CountMetric, id, type Sql, sql } from '@assay/core';
import type { ZodType } from 'zod';
import { type Context, type Example, type Kind, kind } from './kind.ts';
import { unlessText, unlessTime } from './types.ts';
import { outOf } from './wording.ts';

const JUDGED = { text: unlessText, time: unlessTime };

interface ValueKind<O> {
  readonly name: string;
  readonly summary: string;
  readonly options: ZodType<O>;
  readonly examples: readonly Example[];
  /** The columns that it can judge; any when absent. */
  readonly on?: keyof typeof JUDGED;
  readonly dimension?: Kind['dimension'];
  wanted(options: O, context: Context): string;
  /** What is said of failing values: `3 of 9 values fail`. */
  readonly failing?: string;
  claim?(options: O, context: Context): string;
  problems?(options: O, context: Context): readonly string[];
  /** True for a value that fails; NULL for NULL. */
  fails(options: O, context: Context): Sql;
  /** How to ask for the failing values where the engine should know more than the predicate. */
  figure?(options: O, context: Context): CountMetric;
}

/** A kind that judges the values of one column, each by itself, and leaves NULLs to not_null. */
export const valueKind = <O>(of: ValueKind<O>): Kind<O> =>
  kind({
    name: of.name,
    summary: of.summary,
    nulls: 'NULLs are not judged; their number is reported.',
    dimension: of.dimension ?? 'validity',
    on: 'column',
    filters: true,
    options: of.options,
    claim: of.claim ?? ((options, context) => `${context.column}: ${of.wanted(options, context)}`),
    problems: (options, context) => {
      const unfit = of.on ? JUDGED[of.on](context) : [];
      return [...unfit, ...(of.problems?.(options, context) ?? [])];
    },
    measure: (options, context) => {
      const { column } = context;
      const failing: CountMetric = of.figure?.(options, context) ?? {
        shape: 'vocabulary',
        column,
        fails: of.fails(options, context),
      };
      return { rows: { shape: 'rows' }, missing: { shape: 'missing', column }, failing };
    },
    judge: ({ rows, missing, failing }, options, context) => {
      if (rows > 0 && missing === rows) return { skip: 'every value is NULL' };
      return {
        holds: failing === 0,
        failing,
        judged: rows,
        missing,
        found: outOf(failing, rows - missing, of.failing ?? 'values fail', missing),
        wanted: of.wanted(options, context),
      };
    },
    rows: (options, context) => sql`${id(context.column)} is not null and (${of.fails(options, context)})`,
    examples: of.examples,
  });
