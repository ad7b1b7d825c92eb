import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { DuckdbSession } from '@assay/warehouse';
import { emptyBronze, readRecordSchemas } from '../../src/index.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Bronze tables with no rows. */
export const fillEmpty = async (session: DuckdbSession): Promise<void> =>
  emptyBronze(session, await readRecordSchemas([here('../../records')]));

/** Bronze tables with the rows of nasty.sql. */
export const fillNasty = async (session: DuckdbSession): Promise<void> => {
  await fillEmpty(session);
  await session.execute(await readFile(here('./nasty.sql'), 'utf8'));
};
