import type { Sql } from '@assay/core';
import type { ZodType } from 'zod';
import { countOf } from './groups.ts';
import { type Context, type Example, type Kind, kind, type Metrics } from './kind.ts';

interface QueryKind<O> {
  readonly name: string;
  readonly summary: string;
  readonly nulls: string;
  readonly dimension: Kind['dimension'];
  readonly on: Kind['on'];
  readonly options: ZodType<O>;
  readonly judgesEmpty?: boolean;
  /** Has nothing to say of a column without values, and skips. */
  readonly needsValues?: boolean;
  readonly examples: readonly Example[];
  claim(options: O, context: Context): string;
  problems?(options: O, context: Context): readonly string[];
  clashes?(options: O, context: Context): readonly string[];
  /** The offenders, a row each: groups, gaps, values that are not there. */
  offenders(options: O, context: Context): Sql;
  /** Other tables that the query reads. */
  reads?(options: O): readonly string[];
  /** How many offenders there are, in words. */
  found(offenders: number, options: O, context: Context): string;
  wanted(options: O, context: Context): string;
}

/** A kind whose offenders are the rows of a query of its own. */
export const queryKind = <O>(of: QueryKind<O>): Kind<O> =>
  kind({
    name: of.name,
    summary: of.summary,
    nulls: of.nulls,
    dimension: of.dimension,
    on: of.on,
    filters: true,
    judgesEmpty: of.judgesEmpty ?? false,
    options: of.options,
    claim: of.claim,
    problems: (options, context) => of.problems?.(options, context) ?? [],
    clashes: (options, context) => of.clashes?.(options, context) ?? [],
    measure: (options, context): Metrics => ({
      rows: { shape: 'rows' },
      ...(of.needsValues ? { missing: { shape: 'missing', column: context.column } as const } : {}),
      offenders: { shape: 'query', query: countOf(of.offenders(options, context)) },
    }),
    judge: ({ rows, missing, offenders }, options, context) => {
      if (Number(rows) > 0 && Number(missing) === Number(rows)) return { skip: 'every value is NULL' };
      return {
        holds: Number(offenders) === 0,
        failing: Number(offenders),
        judged: Number(rows),
        found: of.found(Number(offenders), options, context),
        wanted: of.wanted(options, context),
      };
    },
    groups: (options, context) => ({
      query: of.offenders(options, context),
      tables: [context.table, ...(of.reads?.(options) ?? [])],
    }),
    examples: of.examples,
  });
