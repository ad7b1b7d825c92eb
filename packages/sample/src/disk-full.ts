import { UnavailableError } from '@assay/core';

/** Says in one sentence that the disk is full, which node, DuckDB and a session each say in their own way; other errors stay what they are. */
export const namingFullDisk =
  (out: string) =>
  (error: unknown): never => {
    if (error instanceof Error && /ENOSPC|No space left on device|the disk is full/.test(error.message))
      throw new UnavailableError(`the disk is full: ${out} holds a part of a shop; make room and run it again`, {
        cause: error,
      });
    throw error;
  };
