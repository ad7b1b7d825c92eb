import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWaivers, type Waiver } from '@assay/checks';
import type { Problem } from '@assay/core';

const FILE = 'waivers.yml';

/** The project's waivers, held against the checks there are; none where it has no such file. */
export const readWaivers = async (
  root: string,
  checkIds: readonly string[] | undefined,
): Promise<{ waivers: readonly Waiver[]; problems: readonly Problem[] }> => {
  const text = await readFile(join(root, FILE), 'utf8').catch(() => undefined);
  return text === undefined ? { waivers: [], problems: [] } : parseWaivers({ file: FILE, text }, checkIds);
};
