import { join } from 'node:path';
import type { Session } from '@assay/core';

/** DuckDB's types as Spark names them. */
export const sparkType = (duckdb: string): string =>
  ({ varchar: 'string', integer: 'int', timestamp: 'timestamp' })[duckdb] ?? duckdb;

interface Shipment {
  readonly from: Session;
  readonly to: Session;
  /** Where the Parquet files lie while Spark reads them. */
  readonly folder: string;
}

/** Shows the tables of one schema to Spark: the same rows, through Parquet files that DuckDB writes. */
export const ship = async (schema: string, { from, to, folder }: Shipment): Promise<void> => {
  for (const [table, columns] of await from.catalog([schema])) {
    const name = table.slice(schema.length + 1);
    const file = join(folder, `${table}.parquet`);
    await from.execute(`copy ${from.physical(schema, name)} to ${from.dialect.literal(file)} (format parquet)`);
    // Parquet keeps DuckDB's TIMESTAMP without a zone, which Spark would read as TIMESTAMP_NTZ
    const typed = columns.map(({ name: column, type }) => {
      const quoted = to.dialect.id(column);
      return `cast(${quoted} as ${sparkType(type)}) as ${quoted}`;
    });
    await to.execute(
      `create or replace view ${to.physical(schema, name)} as select ${typed.join(', ')} from parquet.${to.dialect.id(file)}`,
    );
  }
};
