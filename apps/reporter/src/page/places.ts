import type { Report } from '@assay/core';
import { anchors } from '../anchors.ts';

/** Where things are in the page. */
export interface Places {
  readonly check: (id: string) => string | undefined;
  readonly table: (name: string) => string | undefined;
}

export function places({ tables }: Report): Places {
  const ofTables = anchors(
    'table',
    tables.map(({ name }) => name),
  );
  const ofChecks = anchors(
    'check',
    tables.flatMap(({ checks }) => checks.map(({ id }) => id)),
  );
  return { check: (id) => ofChecks.get(id), table: (name) => ofTables.get(name) };
}
