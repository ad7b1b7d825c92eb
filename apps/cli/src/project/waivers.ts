import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWaivers, type Waiver } from '@assay/checks';
import type { Problem } from '@assay/core';

const FILE = 'waivers.yml';

export interface KnownChecks {
  /** The ids of the checks there are. */
  readonly ids: readonly string[];
  /** Tables whose checks are not known yet. */
  readonly unknown: ReadonlySet<string>;
}

/** The project's waivers, held against the checks that are known; none where it has no such file. */
export const readWaivers = async (
  root: string,
  known: KnownChecks | undefined,
): Promise<{ waivers: readonly Waiver[]; problems: readonly Problem[] }> => {
  const text = await readFile(join(root, FILE), 'utf8').catch(() => undefined);
  if (text === undefined) return { waivers: [], problems: [] };
  const source = { file: FILE, text };
  const read = parseWaivers(source);
  if (!known) return read;
  const open = read.waivers.filter(({ check }) => [...known.unknown].some((table) => check.startsWith(`${table}.`)));
  return parseWaivers(source, [...known.ids, ...open.map(({ check }) => check)]);
};
