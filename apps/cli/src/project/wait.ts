import { UserError } from '@assay/core';

/** Seconds to wait for another run. */
export const waitOf = (given: string | undefined): number => {
  if (given === undefined) return 10;
  const seconds = Number(given);
  if (!/^\d+(\.\d+)?$/.test(given) || !Number.isFinite(seconds))
    throw new UserError(`--wait takes seconds, not "${given}"`);
  return seconds;
};
