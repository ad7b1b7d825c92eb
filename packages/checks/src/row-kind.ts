import type { Sql } from '@assay/core';
import type { ZodType } from 'zod';
import { type Context, type Example, type Kind, kind, type Metrics } from './kind.ts';
import { outOf } from './wording.ts';

interface RowKind<O> {
  readonly name: string;
  readonly summary: string;
  readonly nulls: string;
  readonly on: Kind['on'];
  readonly options: ZodType<O>;
  readonly examples: readonly Example[];
  claim(options: O, context: Context): string;
  problems?(options: O, context: Context): readonly string[];
  /** True for a row that breaks the demand. */
  fails(options: O, context: Context): Sql;
  /** True for a row that is left out because of its NULLs; rows like that alone skip. */
  unjudged?(options: O, context: Context): Sql;
  shows(options: O, context: Context): readonly string[];
  /** What is said of failing rows: `3 of 9 rows do not hold`. */
  readonly failing: string;
  wanted(options: O, context: Context): string;
}

/** A kind that judges several columns of a row together, each row by itself. */
export const rowKind = <O>(of: RowKind<O>): Kind<O> =>
  kind({
    name: of.name,
    summary: of.summary,
    nulls: of.nulls,
    dimension: 'consistency',
    on: of.on,
    filters: true,
    options: of.options,
    claim: of.claim,
    problems: (options, context) => of.problems?.(options, context) ?? [],
    measure: (options, context): Metrics => ({
      rows: { shape: 'rows' },
      failing: { shape: 'matching', predicate: of.fails(options, context) },
      ...(of.unjudged ? { missing: { shape: 'matching', predicate: of.unjudged(options, context) } as const } : {}),
    }),
    judge: (values, options, context) => {
      const [rows, failing, missing] = [Number(values.rows), Number(values.failing), Number(values.missing ?? 0)];
      if (rows > 0 && missing === rows) return { skip: 'no row has the values to be judged by' };
      return {
        holds: failing === 0,
        failing,
        judged: rows,
        missing,
        found: outOf(failing, rows - missing, of.failing, missing),
        wanted: of.wanted(options, context),
      };
    },
    rows: of.fails,
    shows: of.shows,
    examples: of.examples,
  });
