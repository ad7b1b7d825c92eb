import type { Column, Session } from '@assay/core';
import { duckdbDialect } from './dialect.ts';

/** The tables and views of one database of a session, given as an expression, with their columns in order. */
export const readCatalog = async (
  query: Session['query'],
  database: string,
  schemas: readonly string[] | undefined,
): Promise<Map<string, readonly Column[]>> => {
  const only = schemas ? `and schema_name in (${schemas.map(duckdbDialect.literal).join(', ') || 'NULL'})` : '';
  const { rows } = await query(
    `select schema_name || '.' || table_name as t, column_name as c, lower(data_type) as type
     from duckdb_columns() where database_name = ${database} and not internal ${only}
     order by schema_name, table_name, column_index`,
  );
  const tables = new Map<string, Column[]>();
  for (const row of rows) {
    const columns = tables.get(String(row.t)) ?? [];
    columns.push({ name: String(row.c), type: String(row.type) });
    tables.set(String(row.t), columns);
  }
  return tables;
};
