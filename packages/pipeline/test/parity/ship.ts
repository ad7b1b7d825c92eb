import { join } from 'node:path';
import type { Column, Session } from '@assay/core';

/** DuckDB's types as Spark names them. */
export const sparkType = (duckdb: string): string =>
  ({ varchar: 'string', integer: 'int', timestamp: 'timestamp' })[duckdb] ?? duckdb;

interface Shipment {
  readonly from: Session;
  readonly to: Session;
  /** Where the Parquet files lie while Spark reads them. */
  readonly folder: string;
}

/** Tables with their columns: of a schema, or of a database that is attached under its name. */
const tablesOf = async (session: Session, schema: string): Promise<Map<string, Column[]>> => {
  const name = session.dialect.literal(schema);
  const { rows } = await session.query(
    `select table_name as t, column_name as c, lower(data_type) as type from information_schema.columns
     where table_schema = ${name} or (table_catalog = ${name} and table_schema = 'main')
     order by table_name, ordinal_position`,
  );
  const tables = new Map<string, Column[]>();
  for (const { t, c, type } of rows)
    tables.set(String(t), [...(tables.get(String(t)) ?? []), { name: String(c), type: String(type) }]);
  return tables;
};

/** Shows the tables of one schema to Spark: the same rows, through Parquet files that DuckDB writes. */
export const ship = async (schema: string, { from, to, folder }: Shipment): Promise<void> => {
  for (const [name, columns] of await tablesOf(from, schema)) {
    const file = join(folder, `${schema}.${name}.parquet`);
    await from.execute(`copy ${from.physical(schema, name)} to ${from.dialect.literal(file)} (format parquet)`);
    // Parquet keeps DuckDB's TIMESTAMP without a zone, which Spark would read as TIMESTAMP_NTZ
    const typed = columns.map(({ name: column, type }) => {
      const quoted = to.dialect.id(column);
      return `cast(${quoted} as ${sparkType(type)}) as ${quoted}`;
    });
    await to.execute(
      `create view ${to.physical(schema, name)} as select ${typed.join(', ')} from parquet.${to.dialect.id(file)}`,
    );
  }
};
