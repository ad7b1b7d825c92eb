import campaigns from './raw/campaigns.sql?raw';
import customerChanges from './raw/customer_changes.sql?raw';
import customers from './raw/customers.sql?raw';
import experimentAssignments from './raw/experiment_assignments.sql?raw';
import orderLines from './raw/order_lines.sql?raw';
import products from './raw/products.sql?raw';
import shipments from './raw/shipments.sql?raw';
import supportTickets from './raw/support_tickets.sql?raw';
import userSegments from './raw/user_segments.sql?raw';
import webEvents from './raw/web_events.sql?raw';

/**
 * A folder of raw files and the SELECT that fills it. Columns that begin with `_` are not written:
 * `_month` says in which file a record lies, `_row` in which order.
 */
export interface DataSet {
  readonly name: string;
  readonly format: Format;
  readonly rows: string;
  /** Grows with the orders so fast that a large shop keeps no copy of it, but runs its SELECT once a file. */
  readonly bulky?: true;
}

export interface Format {
  readonly extension: string;
  /** Options of DuckDB's COPY. */
  readonly copy: string;
}

const csv: Format = { extension: 'csv', copy: 'format csv, header' };
const ndjson: Format = { extension: 'ndjson', copy: 'format json' };
const parquet: Format = { extension: 'parquet', copy: 'format parquet' };

export const dataSets: readonly DataSet[] = [
  { name: 'order_lines', format: csv, rows: orderLines, bulky: true },
  { name: 'web_events', format: ndjson, rows: webEvents, bulky: true },
  { name: 'customers', format: parquet, rows: customers },
  { name: 'customer_changes', format: parquet, rows: customerChanges },
  { name: 'products', format: parquet, rows: products },
  { name: 'campaigns', format: parquet, rows: campaigns },
  { name: 'experiment_assignments', format: parquet, rows: experimentAssignments },
  { name: 'shipments', format: parquet, rows: shipments },
  { name: 'user_segments', format: parquet, rows: userSegments },
  { name: 'support_tickets', format: parquet, rows: supportTickets },
];
