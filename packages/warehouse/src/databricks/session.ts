import type { Answer, AskOptions, Column, Row, Session, Value } from '@assay/core';
import pLimit from 'p-limit';
import { databricksAsking } from './asking.ts';
import { castList } from './cast-list.ts';
import { catalogReader } from './catalog.ts';
import { type Sent, withCosts } from './costs.ts';
import { databricksDialect as dialect } from './dialect.ts';
import { type Connection, connect, type DriverOperation, secretsOf } from './driver.ts';
import { failure } from './errors.ts';
import { bare, isQuery, lossless } from './lossless.ts';
import { isRepeatable } from './repeatable.ts';
import { discreet, patience, type Retries, retried } from './retry.ts';
import { stoppable } from './stop.ts';

export interface SessionOptions extends Connection {
  readonly catalog: string;
  /** The physical schema of a schema, where this state of the data keeps its tables elsewhere. */
  readonly place?: ((schema: string, name: string) => string) | undefined;
  /** Seconds after which the server itself stops a statement. */
  readonly statementTimeout?: number | undefined;
  /** Statements in flight at once; one warehouse cluster takes about ten. */
  readonly concurrency?: number | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly retries?: Retries | undefined;
}

/** What a statement that is no query (SHOW, DESCRIBE) gives beside strings. */
const plain = (value: unknown): Value => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const fetchAnswer = async (operation: DriverOperation, columns?: readonly Column[]): Promise<Answer> => {
  const described =
    columns ??
    ((await operation.getSchema())?.columns ?? []).map(({ columnName }) => ({ name: columnName, type: 'string' }));
  const rows = (await operation.fetchAll()) as Record<string, unknown>[]; // rows are objects by column name
  return {
    columns: described,
    rows: rows.map((row): Row => Object.fromEntries(described.map(({ name }) => [name, plain(row[name])]))),
  };
};

/** Opens a session on a Databricks SQL warehouse, or on what speaks like one. */
export const openDatabricks = async (options: SessionOptions): Promise<Session> => {
  const { host, catalog, place = (schema) => schema } = options;
  const secrets = secretsOf(options.auth);
  const retries = discreet(options.retries ?? patience(), secrets);
  const fail = (error: unknown, statement?: string): never => {
    throw failure({ host, secrets }, error, statement);
  };
  const wanted = { catalog, statementTimeout: options.statementTimeout, tags: { app: 'assay', ...options.tags } };
  const client = await connect(options, retries).catch((error) => fail(error));
  const driver = await retried(`opening a session on ${host}`, retries, () => client.openSession(wanted)).catch(
    async (error) => {
      await client.close().catch(() => {});
      return fail(error);
    },
  );
  const limit = pLimit(options.concurrency ?? 8);
  const sent: Sent[] = [];

  const send = async <T extends Answer | undefined>(
    text: string,
    stop: AbortSignal,
    use: (operation: DriverOperation) => Promise<T>,
  ) => {
    const record: Sent = { id: '', rows: null };
    sent.push(record);
    const operation = await driver.executeStatement(text);
    record.id = operation.id;
    const cancel = () => operation.cancel().catch(() => {});
    stop.addEventListener('abort', cancel);
    try {
      if (stop.aborted) await cancel();
      // Without this a statement that failed at once and promises no rows is taken for one that has none
      await operation.finished();
      const given = await use(operation);
      record.rows = given?.rows.length ?? null;
      return given;
    } finally {
      stop.removeEventListener('abort', cancel);
      await operation.close().catch(() => {});
    }
  };

  const run = <T extends Answer | undefined>(
    text: string,
    ask: AskOptions,
    use: (operation: DriverOperation) => Promise<T>,
  ): Promise<T> =>
    limit(() =>
      stoppable(ask, (stop) => {
        const attempt = () => send(text, stop, use);
        const first = text.trim().split('\n')[0]?.slice(0, 80);
        return (isRepeatable(text) ? retried(`“${first}”`, { ...retries, signal: stop }, attempt) : attempt()).catch(
          (error) => fail(error, first),
        );
      }),
    );

  const describe = async (text: string, ask: AskOptions): Promise<readonly Column[]> => {
    const { rows } = await run(`describe query ${bare(text)}`, ask, (operation) => fetchAnswer(operation));
    return rows.map(({ col_name, data_type }) => ({ name: String(col_name), type: String(data_type) }));
  };

  const query = async (text: string, ask: AskOptions = {}): Promise<Answer> => {
    const columns = isQuery(text) ? (castList(text) ?? (await describe(text, ask))) : undefined;
    return run(columns ? lossless(text, columns) : text, ask, (operation) => fetchAnswer(operation, columns));
  };

  return {
    dialect,
    asking: databricksAsking,
    physical: (schema, name) => [catalog, place(schema, name), name].map(dialect.id).join('.'),
    query,
    execute: async (text, ask = {}) => void (await run(text, ask, async () => undefined)),
    catalog: catalogReader(query, catalog),
    get statements() {
      return sent.length;
    },
    sent: () => withCosts(sent, query),
    close: async () => {
      await driver.close().catch(() => {});
      await client.close().catch(() => {});
    },
  };
};
