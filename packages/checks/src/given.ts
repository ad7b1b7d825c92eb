import type { Column, Value } from '@assay/core';
import { parse } from 'yaml';
import * as z from 'zod';

/** A table as an example writes it. */
export interface Given {
  /** `order_id bigint, total decimal(18,2)` */
  readonly columns: string;
  /** As YAML, like the contract beside it: `[[1, 10.5], [2, null]]`. */
  readonly rows: string;
  readonly grain?: readonly string[] | undefined;
}

/** The same with its rows as values. */
export interface GivenTable extends Omit<Given, 'rows'> {
  readonly rows: readonly (readonly Value[])[];
}

/** `a bigint, b decimal(18,2)` as columns, split at the commas between them. */
export const columnsOf = (text: string): readonly Column[] =>
  text.split(/,(?![^(]*\))/).map((part) => {
    const [, name = '', type = ''] = /^\s*("(?:[^"]|"")+"|\S+)\s+(.+?)\s*$/.exec(part) ?? [];
    return { name: name.replace(/^"|"$/g, '').replaceAll('""', '"'), type };
  });

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** The tables of an example by their values; throws where a row has not a value for each column. */
export const tablesOf = (given: Readonly<Record<string, Given>>): Readonly<Record<string, GivenTable>> =>
  Object.fromEntries(
    Object.entries(given).map(([table, { rows, ...rest }]) => {
      const row = z.array(value).length(columnsOf(rest.columns).length);
      return [table, { ...rest, rows: z.array(row).parse(parse(rows)) }];
    }),
  );
