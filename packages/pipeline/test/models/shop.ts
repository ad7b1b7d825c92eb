import { fileURLToPath } from 'node:url';
import type { Literal, Value } from '@assay/core';
import { type DuckdbSession, openDuckdb } from '@assay/warehouse';
import {
  buildModels,
  emptyBronze,
  type Lineage,
  orderModels,
  readModels,
  readRecordSchemas,
  readReferences,
} from '../../src/index.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
type Rows = readonly Readonly<Record<string, Value>>[];

/** A shop of a few rows: silver is empty until a test fills it, gold is built from it by the models themselves. */
export interface Shop {
  readonly session: DuckdbSession;
  /** Puts rows into a table; columns that a row does not name are NULL. */
  fill(table: string, rows: Rows): Promise<void>;
  /** Gives a key another type in every silver table, as long as they are empty. */
  retype(column: string, type: string): Promise<void>;
  /** Builds bronze's silver (`silver`) or silver's gold (`gold`) as of a day. */
  build(schema: 'silver' | 'gold', asOf: string): Promise<void>;
  /** The rows of a query, each as `a|b|c`; NULL is empty. */
  lines(query: string): Promise<string[]>;
  close(): Promise<void>;
}

const settings: Record<string, Literal> = { home_country: 'US', fiscal_start_month: 1 };

const lineage = async (session: DuckdbSession): Promise<Lineage> => {
  const models = await readModels([here('../../models')]);
  const { references } = await readReferences(session, models);
  return orderModels(models, references, { tables: [], isSource: (schema) => schema === 'bronze' });
};

export const openShop = async (): Promise<Shop> => {
  const session = await openDuckdb({ path: ':memory:', threads: 1 });
  const { id, literal } = session.dialect;
  await emptyBronze(session, await readRecordSchemas([here('../../records')]));
  const { ordered, upstream } = await lineage(session);
  const build: Shop['build'] = async (schema, asOf) => {
    const models = ordered.filter((model) => model.schema === schema);
    await buildModels(session, models, { upstream, parameters: { ...settings, as_of: { date: asOf } } });
  };
  await build('silver', '2026-01-31');

  return {
    session,
    build,
    fill: async (table, rows) => {
      for (const row of rows) {
        const names = Object.keys(row).map(id).join(', ');
        const values = Object.values(row).map(literal).join(', ');
        await session.execute(`insert into ${table} (${names}) values (${values})`);
      }
    },
    retype: async (column, type) => {
      for (const [table, columns] of await session.catalog(['silver']))
        if (columns.some(({ name }) => name === column))
          await session.execute(`alter table ${table} alter column ${id(column)} type ${type}`);
    },
    lines: async (query) => {
      const { rows } = await session.query(query);
      return rows.map((row) =>
        Object.values(row)
          .map((value) => value ?? '')
          .join('|'),
      );
    },
    close: () => session.close(),
  };
};

/** A completed order of one line and one piece, unless it says otherwise. */
export const order = (row: Readonly<Record<string, Value>>): Record<string, Value> => ({
  status: 'completed',
  order_ts: `${row.order_date} 12:00:00`,
  subtotal: row.total ?? 0,
  discount: 0,
  shipping_cost: 0,
  tax: 0,
  num_items: 1,
  total_quantity: 1,
  order_size: 'Small',
  payment_method: 'paypal',
  has_discount: false,
  free_shipping: false,
  is_weekend: false,
  _updated_at: `${row.order_date} 13:00:00`,
  ...row,
});
