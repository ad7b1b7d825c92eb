import { duckdbDialect } from './dialect.ts';
import { type DuckdbSession, openDuckdb } from './session.ts';

let parser: Promise<DuckdbSession> | undefined;

/**
 * The trees that the parser makes of statements, each as JSON. Nothing is run, and no table is needed. The engine that
 * is opened for it holds nothing and stays open.
 */
export const parseSql = async (texts: readonly string[]): Promise<readonly string[]> => {
  if (texts.length === 0) return [];
  parser ??= openDuckdb({ path: ':memory:', threads: 1, isShut: true });
  const trees = texts.map((text) => `(json_serialize_sql(${duckdbDialect.literal(text)}))`);
  const { rows } = await (await parser).query(`select col0 as tree from (values ${trees.join(', ')})`);
  return rows.map(({ tree }) => String(tree));
};
