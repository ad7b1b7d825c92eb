import type { Answer, Column } from '@assay/core';
import { databricksDialect as dialect } from './dialect.ts';
import { isNotThere } from './errors.ts';

type Ask = (text: string) => Promise<Answer>;
type Tables = Map<string, readonly Column[]>;

const OWN_SCHEMAS = ['information_schema'];

/** One query for a whole catalog, where there is Unity Catalog. */
const bySchemaTables = async (ask: Ask, catalog: string, schemas?: readonly string[]): Promise<Tables> => {
  const names = schemas?.map((name) => dialect.literal(name)).join(', ') || 'NULL';
  const { rows } = await ask(
    `select cast(table_schema as string) as s, cast(table_name as string) as t, cast(column_name as string) as c,
            cast(lower(full_data_type) as string) as type, cast(ordinal_position as int) as place
     from ${dialect.id(catalog)}.information_schema.columns
     where table_schema <> 'information_schema'${schemas ? ` and table_schema in (${names})` : ''}
     order by table_schema, table_name, ordinal_position`,
  );
  const tables = new Map<string, Column[]>();
  for (const row of rows) {
    const name = `${row.s}.${row.t}`;
    tables.set(name, [...(tables.get(name) ?? []), { name: String(row.c), type: String(row.type) }]);
  }
  return tables;
};

/** DESCRIBE gives partitioning and more below the columns, after a line that begins with #. */
const describe = async (ask: Ask, path: string): Promise<Column[]> => {
  const { rows } = await ask(`describe table ${path}`);
  const end = rows.findIndex(({ col_name }) => String(col_name).startsWith('#') || col_name === '');
  return (end < 0 ? rows : rows.slice(0, end)).map(({ col_name, data_type }) => ({
    name: String(col_name),
    type: String(data_type).toLowerCase(),
  }));
};

const byShowing = async (ask: Ask, catalog: string, schemas?: readonly string[]): Promise<Tables> => {
  const there = (await ask(`show schemas in ${dialect.id(catalog)}`)).rows.map((row) => String(Object.values(row)[0]));
  const wanted = there.filter((name) => schemas?.includes(name) ?? !OWN_SCHEMAS.includes(name));
  const listed = await Promise.all(
    wanted.map(async (schema) => {
      const { rows } = await ask(`show tables in ${dialect.id(catalog)}.${dialect.id(schema)}`);
      return rows
        .filter(({ isTemporary }) => isTemporary !== true)
        .map((row) => [schema, String(row.tableName)] as const);
    }),
  );
  const described = await Promise.all(
    listed.flat().map(async ([schema, name]) => {
      const path = [catalog, schema, name].map(dialect.id).join('.');
      return [`${schema}.${name}`, await describe(ask, path)] as const;
    }),
  );
  return new Map(described);
};

/**
 * Reads the tables and views of some schemas with their columns: by the catalog's own tables or, where a first look says
 * that it has none, one by one.
 */
export const catalogReader = (ask: Ask, catalog: string): ((schemas?: readonly string[]) => Promise<Tables>) => {
  let hasOwnTables = true;
  return async (schemas) => {
    if (hasOwnTables)
      try {
        return await bySchemaTables(ask, catalog, schemas);
      } catch (error) {
        if (!isNotThere(error)) throw error;
        hasOwnTables = false;
      }
    return byShowing(ask, catalog, schemas);
  };
};
