import * as z from 'zod';
import { type CatalogFault, catalogKind } from '../catalog-kind.ts';
import type { Context } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { fitsType } from '../types.ts';
import { counted } from '../wording.ts';

const options = z
  .record(z.string(), z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]))
  .describe(
    'each column with its type, or the types it may have: text, integer, decimal, float, number, boolean, date, timestamp, or the exact type such as decimal(18,2)',
  );
type Options = z.infer<typeof options>;

const faultsOf = (wanted: Options, { columns }: Context): readonly CatalogFault[] =>
  columns.flatMap((column) => {
    const types = [wanted[column.name] ?? []].flat();
    return types.length === 0 || types.some((type) => fitsType(type, column))
      ? []
      : [{ column: column.name, fault: `is ${column.type}, not ${types.join(' or ')}` }];
  });

export const columnTypes = catalogKind({
  name: 'column_types',
  summary: 'Columns have the types that a list names.',
  nulls: 'Types are read from the catalog, and no NULL or other value is.',
  options,
  problems: (wanted, context) => missingColumns(Object.keys(wanted), context),
  faults: faultsOf,
  found: (wanted) => `${counted(Object.keys(wanted).length, 'type')} as wanted`,
  wanted: (wanted) =>
    Object.entries(wanted)
      .map(([name, type]) => `${name} ${[type].flat().join(' or ')}`)
      .join(', '),
  examples: [
    {
      title: 'a price that became a float, and an id that became text',
      check: '- column_types: { id: integer, price: "decimal(18,2)", day: [date, timestamp] }',
      given: { 'shop.prices': { columns: 'id varchar, price double, day date', rows: '[["1", null, 2025-01-01]]' } },
      gives: { status: 'fail', failing: 2 },
    },
    {
      title: 'a family of types, or one exactly; a table without rows has types too',
      check: '- column_types: { id: number, price: "decimal(18,2)", name: text }',
      given: { 'shop.prices': { columns: 'id bigint, price decimal(18,2), name varchar', rows: '[]' } },
      gives: { status: 'pass', failing: 0, found: '3 types as wanted' },
    },
  ],
});
