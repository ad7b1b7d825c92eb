export { duckdbDialect } from './duckdb/dialect.ts';
export { type Files, filesOf } from './duckdb/files.ts';
export { type DuckdbSession, type OpenOptions, openDuckdb } from './duckdb/session.ts';
export { openWarehouse } from './open.ts';
