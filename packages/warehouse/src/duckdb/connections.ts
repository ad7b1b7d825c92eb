import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import pLimit from 'p-limit';

/** The connections of one session: a statement has one to itself while it runs. */
export interface Connections {
  /** Runs work on the first connection that is free; waits where all are taken. */
  use<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  close(): void;
}

/**
 * Opens connections as they are needed, at most so many, each made ready before its first statement. Statements sent one
 * after the other all have the first one, and with it their temporary tables.
 */
export const openConnections = async (
  instance: DuckDBInstance,
  { atMost, prepare }: { atMost: number; prepare: (connection: DuckDBConnection) => Promise<void> },
): Promise<Connections> => {
  const limit = pLimit(atMost);
  const all: DuckDBConnection[] = [];
  const busy = new Set<DuckDBConnection>();
  const open = async () => {
    const connection = await instance.connect();
    busy.add(connection);
    await prepare(connection);
    all.push(connection);
    return connection;
  };
  busy.delete(await open());
  return {
    use: (work) =>
      limit(async () => {
        const connection = all.find((one) => !busy.has(one)) ?? (await open());
        busy.add(connection);
        return work(connection).finally(() => busy.delete(connection));
      }),
    close: () => {
      for (const connection of all) connection.closeSync();
    },
  };
};
