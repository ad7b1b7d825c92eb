import type { Asking, Dialect, Target } from '@assay/core';
import { databricksAsking } from './databricks/asking.ts';
import { databricksDialect } from './databricks/dialect.ts';
import { duckdbAsking } from './duckdb/asking.ts';
import { duckdbDialect } from './duckdb/dialect.ts';

/** What is known of an engine without a connection: how it is written to, and how it likes to be asked. */
export interface Engine {
  readonly dialect: Dialect;
  readonly asking: Asking;
  /** Reads files of the machine that Assay runs on. */
  readonly readsFiles: boolean;
}

const engines: Readonly<Record<Target['type'], Engine>> = {
  duckdb: { dialect: duckdbDialect, asking: duckdbAsking, readsFiles: true },
  databricks: { dialect: databricksDialect, asking: databricksAsking, readsFiles: false },
  spark: { dialect: databricksDialect, asking: databricksAsking, readsFiles: false },
};

/** The engine of a target of `assay.yml`. */
export const engineOf = ({ type }: Pick<Target, 'type'>): Engine => engines[type];
