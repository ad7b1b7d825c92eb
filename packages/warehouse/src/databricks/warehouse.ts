import { type DatabricksTarget, UserError, type Warehouse } from '@assay/core';

/** The way from candidate schemas to published ones on Databricks. */
export const databricksWarehouse = (target: DatabricksTarget): Warehouse => {
  throw new UserError(`gold on ${target.host} cannot be built yet; use a target of type duckdb`);
};
