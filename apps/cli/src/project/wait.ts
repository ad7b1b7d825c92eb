import { UserError } from '@assay/core';

/** Seconds to wait for another run. */
export const waitOf = (given: string | undefined): number => {
  if (given === undefined) return 10;
  const seconds = Number(given);
  if (!Number.isFinite(seconds) || seconds < 0) throw new UserError(`--wait takes seconds, not "${given}"`);
  return seconds;
};
