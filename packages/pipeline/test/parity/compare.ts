import type { Answer, Row, Session } from '@assay/core';
import { sparkType } from './ship.ts';

interface Compared {
  readonly schema: string;
  readonly name: string;
  readonly grain: readonly string[];
}

const rowsOf = (session: Session, { schema, name }: Compared): Promise<Answer> =>
  session.query(`select * from ${session.physical(schema, name)}`);

/** Rows by key; within a key that is not unique, in the order of their text. */
const byKey = (rows: readonly Row[], grain: readonly string[]): Map<string, Row[]> => {
  const found = new Map<string, Row[]>();
  const text = (row: Row) => JSON.stringify(Object.values(row));
  for (const row of rows.toSorted((a, b) => (text(a) < text(b) ? -1 : 1))) {
    const key = JSON.stringify(grain.map((column) => row[column]));
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return found;
};

/** Every difference between a table on DuckDB and on Spark, one line each: columns, types, rows, cells. */
export const differences = async (duckdb: Session, spark: Session, table: Compared): Promise<string[]> => {
  const [ours, theirs] = await Promise.all([rowsOf(duckdb, table), rowsOf(spark, table)]);
  const name = `${table.schema}.${table.name}`;
  const columns = (answer: Answer, type: (name: string) => string) =>
    answer.columns.map((column) => `${column.name} ${type(column.type)}`);
  const [left, right] = [columns(ours, sparkType), columns(theirs, (type) => type)];
  const found = left.flatMap((column, i) =>
    column === right[i] ? [] : [`${name}: column ${column} on DuckDB, ${right[i]} on Spark`],
  );
  if (left.length !== right.length) found.push(`${name}: ${left.length} columns on DuckDB, ${right.length} on Spark`);

  const [mine, yours] = [byKey(ours.rows, table.grain), byKey(theirs.rows, table.grain)];
  for (const key of new Set([...mine.keys(), ...yours.keys()])) {
    const [a, b] = [mine.get(key) ?? [], yours.get(key) ?? []];
    if (a.length !== b.length) found.push(`${name} ${key}: ${a.length} rows on DuckDB, ${b.length} on Spark`);
    else
      a.forEach((row, i) => {
        for (const [column, value] of Object.entries(row))
          if (!Object.is(value, b[i]?.[column]))
            found.push(
              `${name} ${key}.${column}: ${JSON.stringify(value)} on DuckDB, ${JSON.stringify(b[i]?.[column])} on Spark`,
            );
      });
  }
  return found;
};
