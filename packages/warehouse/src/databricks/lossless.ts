import type { Column } from '@assay/core';
import { CARRIED } from './cast-list.ts';
import { databricksDialect } from './dialect.ts';

const NESTED = /^(array|map|struct|variant)\b/;

const carried = (type: string): boolean => CARRIED.has(type) || /^(var)?char\b/.test(type);

const expression = ({ name, type }: Column): string => {
  const column = databricksDialect.id(name);
  if (carried(type)) return column;
  const text = NESTED.test(type) ? `to_json(${column})` : type === 'binary' ? `hex(${column})` : column;
  return `cast(${text} as string) as ${column}`;
};

/** True for a statement that gives rows and can stand in a subquery. */
export const isQuery = (text: string): boolean =>
  /^\s*(?:(?:--[^\n]*\n|\/\*[\s\S]*?\*\/)\s*)*\(*\s*(select|with|values|from)\b/i.test(text);

/** The statement without the semicolon that may end it. */
export const bare = (text: string): string => text.replace(/[;\s]+$/, '');

/**
 * The same query with each column in a type that arrives as it is. Without Arrow a DECIMAL arrives as a double and a
 * BIGINT beyond 2^53 as NULL; with it a TIMESTAMP loses its microseconds. So they leave the warehouse as strings.
 */
export const lossless = (text: string, columns: readonly Column[]): string =>
  columns.every(({ type }) => carried(type))
    ? text
    : `select ${columns.map(expression).join(', ')} from (\n${bare(text)}\n) as lossless`;
