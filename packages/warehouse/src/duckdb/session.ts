import { mkdir, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Answer, type AskOptions, after, CancelledError, type Session, UnavailableError } from '@assay/core';
import { OWN_FOLDER } from '@assay/files';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { duckdbAsking } from './asking.ts';
import { readCatalog, readDefined } from './catalog.ts';
import { openConnections } from './connections.ts';
import { duckdbDialect } from './dialect.ts';
import { exactQuantiles } from './exact-quantiles.ts';
import { statementFailure } from './failure.ts';
import { macrosOnDemand } from './macros.ts';
import { plainRows } from './plain-values.ts';
import { threadsByCrowd } from './threads.ts';

export interface OpenOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  readonly readOnly?: boolean | undefined;
  /** A folder of this session's own where the engine may spill; without it, beside the file. */
  readonly temp?: string | undefined;
  readonly memory?: string | undefined;
  readonly threads?: number | undefined;
  /** SQL that every connection runs before its first statement. */
  readonly setup?: string | undefined;
  /** The files that are read when all others are shut out. */
  readonly reads?: readonly string[] | undefined;
  /** Shuts all files out from the beginning. */
  readonly isShut?: boolean | undefined;
}

/** A DuckDB session that also lends what only an embedded engine has: a connection itself. */
export interface DuckdbSession extends Session {
  shut(): Promise<void>;
  use<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
}

const SETTINGS = `set timezone = 'UTC'; set default_null_order = 'nulls_first_on_asc_last_on_desc'; set enable_progress_bar = false`;

/**
 * Lets no statement reach a file any more but these; databases that are attached, and spilling, go on. The engine itself
 * refuses to take this back. Its other settings stay open (`lock_configuration` would refuse the time zone of the next
 * connection, and the number of threads): they change by statements, and an author's statement is a SELECT.
 */
const shutting = (files: readonly string[]): string =>
  `set allowed_paths = [${files.map(duckdbDialect.literal).join(', ')}]; set enable_external_access = false`;

const open = async (options: OpenOptions) => {
  const enable = macrosOnDemand();
  // Where nothing can be written, nothing is spilled
  if (options.temp) await mkdir(options.temp, { mode: OWN_FOLDER }).catch(() => undefined);
  const leaveTemp = async () => {
    if (options.temp) await rm(options.temp, { recursive: true, force: true }).catch(() => undefined);
  };
  const create = () =>
    DuckDBInstance.create(options.path, {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      ...(options.readOnly ? { access_mode: 'READ_ONLY' } : {}),
      ...(options.temp ? { temp_directory: options.temp } : {}),
      ...(options.memory ? { memory_limit: options.memory } : {}),
      ...(options.threads ? { threads: String(options.threads) } : {}),
    });
  const instance = await create().catch(async (error) => {
    await leaveTemp();
    throw error;
  });
  const connections = await openConnections(instance, {
    atMost: duckdbAsking.concurrency,
    prepare: async (connection) => {
      await connection.run(SETTINGS);
      if (!options.setup) return;
      await enable(connection, options.setup);
      await connection.run(options.setup);
    },
  });
  if (options.isShut) await connections.use((connection) => connection.run(shutting(options.reads ?? [])));
  return { instance, connections, enable, leaveTemp };
};

/** Opens a file (or memory) with the macros and settings that make it read Databricks SQL. Errors are DuckDB's own. */
export const openDuckdb = async (options: OpenOptions): Promise<DuckdbSession> => {
  let opening: ReturnType<typeof open> | undefined;
  const opened = () => {
    opening ??= open(options);
    return opening;
  };
  // What is wrong with a file is said at once; memory is there whenever it is asked
  if (options.path !== ':memory:') await opened();
  const [stem = ''] = basename(options.path).split('.');
  // DuckDB calls main.duckdb main_db
  const file = /^(main|temp|system)$/.test(stem) ? `${stem}_db` : stem;
  const makeRoom = options.threads === undefined ? threadsByCrowd(duckdbAsking.concurrency) : undefined;
  let statements = 0;
  let shut = options.isShut === true;

  type Ask<T> = (connection: DuckDBConnection) => Promise<T>;

  const runOn = async <T>(
    connection: DuckDBConnection,
    ask: Ask<T>,
    { signal, timeout, behind }: AskOptions,
  ): Promise<T> => {
    if (behind !== undefined) await makeRoom?.(connection, behind);
    if (signal?.aborted) throw new CancelledError('stopped before the statement was sent');
    statements += 1;
    let timedOut = false;
    let again: NodeJS.Timeout | undefined;
    // A statement that has not begun yet does not hear the first call
    const interrupt = () => {
      connection.interrupt();
      again ??= setInterval(() => connection.interrupt(), 20);
    };
    signal?.addEventListener('abort', interrupt);
    const rest = timeout
      ? after(timeout, () => {
          timedOut = true;
          interrupt();
        })
      : undefined;
    try {
      return await ask(connection);
    } catch (error) {
      if (timedOut)
        throw new UnavailableError(`a statement took longer than ${timeout} ms and was stopped`, { cause: error });
      if (signal?.aborted) throw new CancelledError('stopped', { cause: error });
      throw statementFailure(error);
    } finally {
      rest?.();
      clearInterval(again);
      signal?.removeEventListener('abort', interrupt);
    }
  };

  const run = async <T>(
    said: string,
    ask: (connection: DuckDBConnection, text: string) => Promise<T>,
    options: AskOptions = {},
  ): Promise<T> => {
    const text = exactQuantiles(said);
    const { connections, enable } = await opened();
    return connections.use(async (connection) => {
      await enable(connection, text);
      return runOn(connection, () => ask(connection, text), options);
    });
  };

  const query = (said: string, ask?: AskOptions): Promise<Answer> =>
    run(
      said,
      async (connection, text) => {
        const reader = await connection.runAndReadAll(text);
        const types = reader.columnTypes().map((type) => type.toString().toLowerCase());
        const columns = reader.columnNames().map((name, i) => ({ name, type: types[i] ?? '' }));
        return { columns, rows: plainRows(columns, reader.getRowObjectsJson()) };
      },
      ask,
    );

  return {
    use: async (work) => {
      const { connections, enable } = await opened();
      return connections.use(async (connection) => {
        await enable(connection);
        return work(connection).catch((error) => {
          throw statementFailure(error);
        });
      });
    },
    dialect: duckdbDialect,
    asking: duckdbAsking,
    // In gold.duckdb the name gold.trees could be that of a table in a schema, or in the whole file
    physical: (schema, name) =>
      [...(schema.toLowerCase() === file.toLowerCase() ? [file] : []), schema, name].map(duckdbDialect.id).join('.'),
    query,
    execute: (said, ask) => run(said, async (connection, text) => void (await connection.run(text)), ask),
    catalog: (schemas) => readCatalog(query, 'current_database()', schemas),
    defined: () => readDefined(query),
    shut: async () => {
      if (shut) return;
      shut = true;
      const { connections } = await opened();
      await connections.use((connection) => connection.run(shutting(options.reads ?? [])));
    },
    get statements() {
      return statements;
    },
    close: async () => {
      if (!opening) return;
      const { connections, instance, leaveTemp } = await opening;
      await connections.close();
      instance.closeSync();
      await leaveTemp();
    },
  };
};
