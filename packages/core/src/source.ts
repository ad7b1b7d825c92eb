import * as z from 'zod';

const type = z
  .string()
  .regex(/^[a-z][a-z0-9_ ]*(\(\d+(, ?\d+)?\))?(\[\])?$/i, 'a type such as bigint, varchar, date or decimal(18,2)');
const types = z.record(z.string().min(1), type);

/** A table that is read where its files lie. */
const filesOfTable = z.strictObject({
  table: z.string().regex(/^[^.\s]+\.[^.]+$/, 'a table with its schema, such as lake.orders'),
  path: z.string().min(1).describe('a folder, with all files in it and below, or one file; from assay.yml'),
  format: z.enum(['parquet', 'csv', 'ndjson']),
  columns: types
    .optional()
    .describe('the types of columns that must be there, in the words of DuckDB: { total: decimal(18,2) }'),
  partitions: types
    .optional()
    .describe('columns that folders name (country=PT/), with their types: { country: varchar, day: date }'),
});

/** What somebody else fills: a schema of the target, or a table of files. */
export const source = z.union([z.string().regex(/^[^.\s]+$/, 'the name of a schema'), filesOfTable]);

/** A table of files, with the folder or file it lies in as an absolute path beside the one that was written. */
export type FileTable = z.infer<typeof filesOfTable> & { readonly place: string };
