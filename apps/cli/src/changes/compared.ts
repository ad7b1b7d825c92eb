import type { Column, Session } from '@assay/core';

/** One table in both states, as the candidate's session reads them. */
export interface Compared {
  readonly session: Session;
  readonly table: string;
  readonly grain: readonly string[];
  /** Physical names. */
  readonly before: string;
  readonly after: string;
  /** The columns that both have, with the same type. */
  readonly columns: readonly string[];
}

export type Catalog = ReadonlyMap<string, readonly Column[]>;

export const splitName = (table: string): [schema: string, name: string] => {
  const [schema = '', name = ''] = table.split('.');
  return [schema, name];
};
