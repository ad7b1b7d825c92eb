import * as z from 'zod';
import type { Context } from './kind.ts';
import { missingColumns, unlessAlikeThere } from './names.ts';

const names = z.array(z.string()).min(1);

/** Columns here and the keys of another table that they are held against, as options of a kind. */
export const keysElsewhere = z.strictObject({
  columns: names.describe('the columns here'),
  of: z.string().describe('the other table, with its schema'),
  keys: names.optional().describe('its columns, in the same order; the same names when absent'),
  where: z.string().min(1).optional().describe('the rows of the other table that count'),
});
export type KeysElsewhere = z.infer<typeof keysElsewhere>;

/** `shop.customers where orders > 0`. */
export const elsewhereText = ({ of, where }: KeysElsewhere): string => `${of}${where ? ` where ${where}` : ''}`;

const problems = ({ columns, of, keys = columns }: KeysElsewhere, context: Context): readonly string[] => {
  const there = context.columnsOf(of);
  if (!there) return context.unknownTable(of);
  return [
    ...missingColumns(columns, context),
    ...missingColumns(keys, { table: of, columns: there }),
    ...(columns.length === keys.length ? [] : [`${columns.length} columns are never equal to ${keys.length}`]),
  ];
};

const clashes = ({ columns, of, keys = columns }: KeysElsewhere, context: Context): readonly string[] =>
  unlessAlikeThere([columns, context], [keys, { table: of, columns: context.columnsOf(of) ?? [] }]);

/** What is wrong with them in a place. */
export const keysHeld = { problems, clashes };
