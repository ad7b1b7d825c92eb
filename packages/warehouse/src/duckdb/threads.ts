import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * Keeps as many threads of the engine as there are cores that the callers leave idle: DuckDB counts one caller, but
 * whoever sends a statement works on it, so three in flight are three. Splitting a statement costs up to a seventh more
 * of a processor than running it whole (threads woken, hash tables made in parts and merged), which only pays where
 * cores would have nothing else to do: when fewer statements wait than are in flight. That is for many small statements
 * such as checks; models say nothing, as one that takes longer than all others together would then end alone on one core
 * (all of silver and gold from a million orders: a fifth slower).
 */
export const threadsByCrowd = (callers: number) => {
  let all: number | undefined;
  let now: number | undefined;
  return async (connection: DuckDBConnection, behind: number): Promise<void> => {
    all ??= Number((await connection.runAndReadAll("select current_setting('threads')")).getRows()[0]?.[0]);
    const wanted = behind >= callers ? Math.max(1, all - callers + 1) : all;
    if (wanted === (now ?? all)) return;
    now = wanted;
    await connection.run(`set threads = ${wanted}`);
  };
};
