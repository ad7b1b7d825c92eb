import type { Demand } from '@assay/core';

/** What people want to know around a demand, beside what it demands and where. */
export type Around = Omit<Demand, 'kind' | 'recipe' | 'options' | 'column' | 'name' | 'at'>;

/** A demand of which nothing is said: it blocks, judges all rows, and has no owner of its own. */
export const PLAIN: Around = {
  severity: 'error',
  where: null,
  warn: null,
  error: null,
  because: null,
  tags: [],
  owner: null,
  runbook: null,
  action: 'fail',
};
