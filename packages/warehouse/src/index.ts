export { duckdbDialect } from './duckdb/dialect.ts';
export { type DuckdbSession, type OpenOptions, openDuckdb } from './duckdb/session.ts';
