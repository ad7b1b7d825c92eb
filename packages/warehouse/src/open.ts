import { type FileTable, type Target, UserError, type Warehouse } from '@assay/core';
import { engineOf } from './engines.ts';

export interface OpenWarehouseOptions {
  /** Told of what takes its time (a statement that is sent again), in one sentence. */
  readonly tell?: ((message: string) => void) | undefined;
  /** What statements are marked with, where the engine keeps records of them: the run, the project. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Tables that are read from files of this machine, in every session that is opened. */
  readonly files?: readonly FileTable[] | undefined;
}

type Opener<T extends Target['type']> = (
  target: Extract<Target, { type: T }>,
  options: OpenWarehouseOptions,
) => Warehouse;

/** One line an engine; nothing of an engine is loaded before a target asks for it. */
const warehouses: { readonly [T in Target['type']]: () => Promise<Opener<T>> } = {
  duckdb: async () => (await import('./duckdb/warehouse.ts')).duckdbWarehouse,
  databricks: async () => (await import('./databricks/warehouse.ts')).databricksWarehouse,
  spark: async () => (await import('./spark.ts')).sparkWarehouse,
};

/** The warehouse that a target of `assay.yml` names. */
export const openWarehouse = async (target: Target, options: OpenWarehouseOptions = {}): Promise<Warehouse> => {
  const [file] = options.files ?? [];
  if (file && !engineOf(target).readsFiles)
    throw new UserError(
      `sources: ${file.table} is read from files, which a target of type ${target.type} does not see; use one of type duckdb`,
    );
  const open = (await warehouses[target.type]()) as (target: Target, options: OpenWarehouseOptions) => Warehouse; // the map pairs each type with its opener
  return open(target, options);
};
