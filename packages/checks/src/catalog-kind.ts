import { type Sql, sql } from '@assay/core';
import type { ZodType } from 'zod';
import { unionAll } from './groups.ts';
import { type Context, type Example, type Kind, kind } from './kind.ts';
import { listed } from './wording.ts';

/** Something about a table's columns that is not as demanded. */
export interface CatalogFault {
  readonly column: string;
  readonly fault: string;
}

interface CatalogKind<O> {
  readonly name: string;
  readonly summary: string;
  readonly nulls: string;
  readonly options: ZodType<O>;
  readonly examples: readonly Example[];
  problems?(options: O, context: Context): readonly string[];
  faults(options: O, context: Context): readonly CatalogFault[];
  /** What is found where there is no fault. */
  found(options: O, context: Context): string;
  wanted(options: O): string;
}

const row = ({ column, fault }: CatalogFault): Sql => sql`select ${column} as column_name, ${fault} as fault`;

/** Faults as rows that people can list like any other offenders. */
const rowsOf = (faults: readonly CatalogFault[]): Sql =>
  faults.length === 0
    ? sql`select * from (${row({ column: '', fault: '' })}) faults where column_name <> ''`
    : unionAll(faults.map(row));

/** A kind that judges names and types of columns: it measures nothing and costs no scan. */
export const catalogKind = <O>(of: CatalogKind<O>): Kind<O> =>
  kind({
    name: of.name,
    summary: of.summary,
    nulls: of.nulls,
    dimension: 'consistency',
    on: 'table',
    filters: false,
    judgesEmpty: true,
    options: of.options,
    claim: (options) => `${of.name.replace('_', ' ')}: ${of.wanted(options)}`,
    problems: (options, context) => of.problems?.(options, context) ?? [],
    measure: () => ({}),
    judge: (_, options, context) => {
      const faults = of.faults(options, context);
      return {
        holds: faults.length === 0,
        failing: faults.length,
        found:
          faults.length === 0
            ? of.found(options, context)
            : listed(faults.map(({ column, fault }) => `${column} ${fault}`)),
        wanted: of.wanted(options),
      };
    },
    groups: (options, context) => ({ query: rowsOf(of.faults(options, context)), tables: [context.table] }),
    examples: of.examples,
  });
