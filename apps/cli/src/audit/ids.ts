import { type Contract, RUNS } from '@assay/core';
import { fileCheckIds } from '../gate/file-verdicts.ts';

/** The checks that no contract writes out, so that they can be waived like any other. */
export const unwrittenIds = (contracts: readonly Contract[], fromFiles: readonly string[]): string[] => [
  ...fileCheckIds([RUNS, ...fromFiles]),
  ...contracts.flatMap(({ table, freshness, readyBy }) => [
    ...(freshness !== null && freshness.from !== 'event' ? [`${table}.freshness`] : []),
    ...(readyBy === null ? [] : [`${table}.ready_by`]),
  ]),
  `${RUNS}.score`,
  `${RUNS}.duration`,
  `${RUNS}.budget`,
];
