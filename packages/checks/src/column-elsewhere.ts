import * as z from 'zod';
import type { Context } from './kind.ts';
import { missingColumns, unlessAlikeThere } from './names.ts';

/** A column of another table in one word, as an option of a kind. */
export const columnElsewhere = z
  .string()
  .regex(/^[^.]+\.[^.]+\.[\s\S]+$/, 'a column with its table, such as gold.customer_metrics.customer_id');

/** Schema and table have no dots in a contract; a column may. */
export const splitColumn = (text: string): { readonly table: string; readonly column: string } => {
  const dot = text.indexOf('.', text.indexOf('.') + 1);
  return { table: text.slice(0, dot), column: text.slice(dot + 1) };
};

export const elsewhereProblems = (text: string, { columnsOf, unknownTable }: Context): readonly string[] => {
  const { table, column } = splitColumn(text);
  const columns = columnsOf(table);
  return columns ? missingColumns([column], { table, columns }) : unknownTable(table);
};

export const elsewhereClashes = (text: string, context: Context): readonly string[] => {
  const { table, column } = splitColumn(text);
  return unlessAlikeThere([[context.column], context], [[column], { table, columns: context.columnsOf(table) ?? [] }]);
};
