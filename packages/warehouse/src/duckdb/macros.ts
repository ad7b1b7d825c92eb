/// <reference path="../raw.d.ts" />
import type { DuckDBConnection } from '@duckdb/node-api';
import macros from './macros.sql?raw';

const NAMES = Array.from(macros.matchAll(/^create .*macro (\w+)/gm), ([, name]) => name);
const NAMED = new RegExp(`\\b(${NAMES.join('|')})\\b`, 'i');

/**
 * Gives connections the macros, each with the first text that names one, or at once where the text is not known: they
 * cost as much as all checks of a small table.
 */
export const macrosOnDemand = () => {
  const able = new WeakSet<DuckDBConnection>();
  return async (connection: DuckDBConnection, text?: string): Promise<void> => {
    if (able.has(connection) || (text !== undefined && !NAMED.test(text))) return;
    await connection.run(macros);
    able.add(connection);
  };
};
