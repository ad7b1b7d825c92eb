export { databricksAsking } from './databricks/asking.ts';
export { databricksDialect } from './databricks/dialect.ts';
export { openDatabricks } from './databricks/open.ts';
export type { SessionOptions as DatabricksOptions } from './databricks/session.ts';
export { askDuckdb, duckdbAsking } from './duckdb/asking.ts';
export { duckdbDialect } from './duckdb/dialect.ts';
export { type Files, filesOf } from './duckdb/files.ts';
export { type DuckdbSession, type OpenOptions, openDuckdb } from './duckdb/session.ts';
export { openWarehouse } from './open.ts';
