import type { Contract } from '@assay/core';

/** Under this name the report tells of the gate itself. */
export const RUNS = 'assay.runs';

/** The checks that no contract writes out, so that they can be waived like any other. */
export const unwrittenIds = (contracts: readonly Contract[]): string[] => [
  ...contracts.flatMap(({ table, freshness, readyBy }) => [
    ...(freshness !== null && freshness.from !== 'event' ? [`${table}.freshness`] : []),
    ...(readyBy === null ? [] : [`${table}.ready_by`]),
  ]),
  `${RUNS}.score`,
  `${RUNS}.duration`,
  `${RUNS}.budget`,
];
