import { type Column, type Defined, type Session, tokens } from '@assay/core';
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

/** `create view gold.v (a, b) as select …`: the names of its columns, and the query. */
const queryOf = (text: string): string => {
  const all = tokens(text);
  let depth = 0;
  const start = all.findIndex(({ kind, text: word }) => {
    if (word === '(') depth += 1;
    if (word === ')') depth -= 1;
    return depth === 0 && kind === 'word' && word.toLowerCase() === 'as';
  });
  const query = all
    .slice(start + 1)
    .map(({ text: word }) => word)
    .join('')
    .trim()
    .replace(/;$/, '');
  const names = all
    .slice(0, start)
    .map(({ text: word }) => word)
    .join('');
  const listed = /\([^()]*\)\s*$/.exec(names)?.[0] ?? '';
  return listed === '' ? query : `select * from (${query}) named${listed}`;
};

/** The views and macros of a session's database. */
export const readDefined = async (query: Session['query']): Promise<Defined> => {
  const { rows } = await query(
    `select schema_name || '.' || view_name as v, sql from duckdb_views()
     where database_name = current_database() and not internal and not temporary
     union all
     select lower(function_name), null from duckdb_functions()
     where database_name = current_database() and function_type in ('macro', 'table_macro') and not internal`,
  );
  const functions = rows.filter(({ sql }) => sql === null).map(({ v }) => String(v));
  const views = rows.filter(({ sql }) => sql !== null);
  return {
    views: new Map(views.map(({ v, sql }) => [String(v), queryOf(String(sql))])),
    functions: new Set(functions),
  };
};
