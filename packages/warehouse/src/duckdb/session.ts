/// <reference path="../raw.d.ts" />
import { basename } from 'node:path';
import { type Answer, type AskOptions, CancelledError, type Session, UnavailableError } from '@assay/core';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { duckdbAsking } from './asking.ts';
import { readCatalog } from './catalog.ts';
import { openConnections } from './connections.ts';
import { duckdbDialect } from './dialect.ts';
import macros from './macros.sql?raw';
import { plainRows } from './plain-values.ts';

export interface OpenOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  readonly readOnly?: boolean | undefined;
  /** Where the engine may spill; without it, beside the file. */
  readonly temp?: string | undefined;
  readonly memory?: string | undefined;
  readonly threads?: number | undefined;
  /** SQL that every connection runs before its first statement. */
  readonly setup?: string | undefined;
}

/** A DuckDB session that also lends what only an embedded engine has: a connection itself. */
export interface DuckdbSession extends Session {
  use<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
}

const SETTINGS = `set timezone = 'UTC'; set default_null_order = 'nulls_first_on_asc_last_on_desc'; set enable_progress_bar = false`;

/** Opens a file (or memory) with the macros and settings that make it read Databricks SQL. Errors are DuckDB's own. */
export const openDuckdb = async (options: OpenOptions): Promise<DuckdbSession> => {
  const instance = await DuckDBInstance.create(options.path, {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.readOnly ? { access_mode: 'READ_ONLY' } : {}),
    ...(options.temp ? { temp_directory: options.temp } : {}),
    ...(options.memory ? { memory_limit: options.memory } : {}),
    ...(options.threads ? { threads: String(options.threads) } : {}),
  });
  const connections = await openConnections(instance, {
    atMost: duckdbAsking.concurrency,
    prepare: async (connection) => {
      await connection.run(SETTINGS);
      await connection.run(macros);
      if (options.setup) await connection.run(options.setup);
    },
  });
  const [stem = ''] = basename(options.path).split('.');
  // DuckDB calls main.duckdb main_db
  const file = /^(main|temp|system)$/.test(stem) ? `${stem}_db` : stem;
  let statements = 0;

  type Ask<T> = (connection: DuckDBConnection) => Promise<T>;

  const runOn = async <T>(connection: DuckDBConnection, ask: Ask<T>, { signal, timeout }: AskOptions): Promise<T> => {
    if (signal?.aborted) throw new CancelledError('stopped before the statement was sent');
    statements += 1;
    let timedOut = false;
    const interrupt = () => connection.interrupt();
    signal?.addEventListener('abort', interrupt);
    const timer = timeout
      ? setTimeout(() => {
          timedOut = true;
          interrupt();
        }, timeout)
      : undefined;
    try {
      return await ask(connection);
    } catch (error) {
      if (timedOut)
        throw new UnavailableError(`a statement took longer than ${timeout} ms and was stopped`, { cause: error });
      if (signal?.aborted) throw new CancelledError('stopped', { cause: error });
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', interrupt);
    }
  };

  const run = <T>(ask: Ask<T>, options: AskOptions = {}): Promise<T> =>
    connections.use((connection) => runOn(connection, ask, options));

  const query = (text: string, ask?: AskOptions): Promise<Answer> =>
    run(async (connection) => {
      const reader = await connection.runAndReadAll(text);
      const types = reader.columnTypes().map((type) => type.toString().toLowerCase());
      const columns = reader.columnNames().map((name, i) => ({ name, type: types[i] ?? '' }));
      return { columns, rows: plainRows(columns, reader.getRowObjectsJson()) };
    }, ask);

  return {
    use: connections.use,
    dialect: duckdbDialect,
    asking: duckdbAsking,
    // In gold.duckdb the name gold.trees could be that of a table in a schema, or in the whole file
    physical: (schema, name) =>
      [...(schema.toLowerCase() === file.toLowerCase() ? [file] : []), schema, name].map(duckdbDialect.id).join('.'),
    query,
    execute: (text, ask) => run(async (connection) => void (await connection.run(text)), ask),
    catalog: (schemas) => readCatalog(query, 'current_database()', schemas),
    get statements() {
      return statements;
    },
    close: async () => {
      connections.close();
      instance.closeSync();
    },
  };
};
