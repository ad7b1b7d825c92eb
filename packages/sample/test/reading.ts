import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckdbSession, openDuckdb } from '@assay/warehouse';
import { afterAll } from 'vitest';
import { type ShopOptions, writeShop } from '../src/index.ts';

export interface Manifest {
  readonly files: readonly { path: string; rows: number; bytes: number; sha256: string }[];
}

const folders: string[] = [];

export const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'assay-sample-'));
  folders.push(made);
  return made;
};

/** A shop in a folder of its own that goes when the tests of the file are done. */
export const shop = async (options: Partial<ShopOptions> = {}): Promise<string> => {
  const out = await folder();
  await writeShop({ out, orders: 200, until: '2026-03-15', ...options });
  return out;
};

export const manifest = async (out: string, dataSet: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(out, dataSet, '_manifest.json'), 'utf8'));

/** A session in which every data set of a shop is a view, all CSV columns being text. */
export const reading = async (shops: Readonly<Record<string, string>>): Promise<DuckdbSession> => {
  const session = await openDuckdb({ path: ':memory:' });
  for (const [schema, out] of Object.entries(shops)) {
    await session.execute(`create schema if not exists ${schema}`);
    for (const [name, read] of Object.entries(readers)) {
      await session.execute(`create view ${schema}.${name} as select * from ${read(join(out, name))}`);
    }
  }
  return session;
};

const parquet = (at: string) => `read_parquet('${at}/*/*/*.parquet', hive_partitioning = false)`;

const readers: Readonly<Record<string, (at: string) => string>> = {
  order_lines: (at) =>
    `read_csv('${at}/*/*/*.csv', all_varchar = true, header = true, hive_partitioning = false, delim = ',', quote = '"')`,
  web_events: (at) => `read_json('${at}/*/*/*.ndjson', format = 'newline_delimited', hive_partitioning = false)`,
  customers: parquet,
  customer_changes: parquet,
  products: parquet,
  campaigns: parquet,
  experiment_assignments: parquet,
  shipments: parquet,
  user_segments: parquet,
  support_tickets: parquet,
};

export const dataSetNames = Object.keys(readers);

/** The rows of a query as plain values; numbers as numbers. */
export const rows = async (
  session: DuckdbSession,
  query: string,
): Promise<Record<string, string | number | null>[]> => {
  const answer = await session.query(query);
  return answer.rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        const number = typeof value === 'string' && value !== '' && /^-?\d+(\.\d+)?$/.test(value);
        return [name, number ? Number(value) : typeof value === 'boolean' ? Number(value) : value];
      }),
    ),
  );
};

export const one = async (session: DuckdbSession, query: string): Promise<Record<string, string | number | null>> => {
  const [row] = await rows(session, query);
  if (!row) throw new Error(`no row: ${query}`);
  return row;
};

afterAll(async () => {
  for (const made of folders.splice(0)) await rm(made, { recursive: true, force: true });
});
