import { type DatabricksTarget, UserError, type Warehouse } from '@assay/core';
import { addressOf } from './address.ts';
import { deltaWarehouse, type WarehouseOptions } from './delta-warehouse.ts';
import type { Connection } from './driver.ts';

const credentials = ({ host, token, client_id, client_secret, tenant_id }: DatabricksTarget): Connection['auth'] => {
  if (token) return { token };
  if (client_id && client_secret) return { clientId: client_id, clientSecret: client_secret, tenantId: tenant_id };
  throw new UserError(`the target on ${host} needs a token, or client_id and client_secret`);
};

/** A catalog of a Databricks SQL warehouse. */
export const databricksWarehouse = (target: DatabricksTarget, options: WarehouseOptions = {}): Warehouse =>
  deltaWarehouse(
    {
      connection: { ...addressOf(target.host), path: target.http_path, auth: credentials(target) },
      catalog: target.catalog,
      statementTimeout: target.statement_timeout,
      concurrency: target.concurrency,
      retryFor: target.retry_for,
      publish: target.publish,
    },
    options,
  );
