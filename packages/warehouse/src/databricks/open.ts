import type { Session } from '@assay/core';
import type { SessionOptions } from './session.ts';

/** Opens a session on a Databricks SQL warehouse; the driver is loaded now and not before. */
export const openDatabricks = async (options: SessionOptions): Promise<Session> =>
  (await import('./session.ts')).openDatabricks(options);
