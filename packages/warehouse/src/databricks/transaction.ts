import type { Column, Session } from '@assay/core';
import { databricksDialect as dialect } from './dialect.ts';
import { isMissing, StatementError } from './errors.ts';
import { REPEATABLE_HINT } from './repeatable.ts';

/** Tables whose commits the catalog manages may be written together: https://docs.databricks.com/transactions */
const MANAGED = 'delta.feature.catalogManaged';

const isManaged = async (session: Session, path: string): Promise<boolean> => {
  try {
    const { rows } = await session.query(`show tblproperties ${path} (${dialect.literal(MANAGED)})`);
    return rows[0]?.value === 'supported';
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
};

/** Whether all published tables may be written in one transaction; the first that may not ends the asking. */
export const areManaged = async (session: Session, [first, ...rest]: readonly string[]): Promise<boolean> => {
  if (first === undefined || !(await isManaged(session, first))) return false;
  return (await Promise.all(rest.map((path) => isManaged(session, path)))).every(Boolean);
};

/** Rows alone can change in a transaction, so the columns have to be what they were. */
export const sameColumns = (before: readonly Column[] | undefined, after: readonly Column[] | undefined): boolean =>
  JSON.stringify(before) === JSON.stringify(after);

/**
 * Gives all tables their new rows at one moment. False where the server does not allow it for these tables (row
 * filters, masks, an older runtime): then nothing has happened.
 */
export const writeTogether = async (session: Session, writes: readonly string[]): Promise<boolean> => {
  try {
    await session.execute(`${REPEATABLE_HINT} begin atomic\n${writes.map((write) => `${write};`).join('\n')}\nend`);
    return true;
  } catch (error) {
    const isRefused = error instanceof StatementError && /TRANSACTION_NOT_SUPPORTED|PARSE_SYNTAX/.test(error.condition);
    if (isRefused) return false;
    throw error;
  }
};
