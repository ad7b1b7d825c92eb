import { parseDeadline } from '@assay/checks';
import type { Contract, Problem } from '@assay/core';

/** Deadlines that nobody can read. */
export const deadlineProblems = (contracts: readonly Contract[]): Problem[] =>
  contracts.flatMap(({ readyBy, at }) =>
    readyBy === null || parseDeadline(readyBy)
      ? []
      : [{ ...at, message: `ready_by is such as "08:00 Europe/Berlin on working days", not "${readyBy}"` }],
  );
