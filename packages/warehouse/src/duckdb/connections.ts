import { CancelledError } from '@assay/core';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import pLimit from 'p-limit';

/** The connections of one session: a statement has one to itself while it runs. */
export interface Connections {
  /** Runs work on the first connection that is free; waits where all are taken. */
  use<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  /** Stops what is running and closes all: a connection that is closed under a statement waits for it, however long. */
  close(): Promise<void>;
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
  const running = new Set<Promise<unknown>>();
  let closed = false;
  const open = async () => {
    const connection = await instance.connect();
    busy.add(connection);
    await prepare(connection);
    all.push(connection);
    return connection;
  };
  busy.delete(await open());
  return {
    use: (work) => {
      const done = limit(async () => {
        if (closed) throw new CancelledError('the session is closed');
        const connection = all.find((one) => !busy.has(one)) ?? (await open());
        busy.add(connection);
        return work(connection).finally(() => busy.delete(connection));
      });
      running.add(done);
      return done.finally(() => running.delete(done));
    },
    close: async () => {
      closed = true;
      const stop = () => {
        for (const connection of busy) connection.interrupt();
      };
      stop();
      // A statement that has not begun yet does not hear the first call
      const again = setInterval(stop, 20);
      await Promise.allSettled(running);
      clearInterval(again);
      for (const connection of all) connection.closeSync();
    },
  };
};
