import { createHash } from 'node:crypto';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ownFileMode, temporaryName } from '@assay/files';
import { type Files, sync } from './files.ts';

const HEADERS = 3 * 4096;

/** The state of a database that nobody has open: any write to it changes its headers, its log or its times. */
const stateOf = async (path: string): Promise<string | undefined> => {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  if (!found) return undefined;
  const log = await stat(`${path}.wal`, { bigint: true }).catch(() => undefined);
  const header = Buffer.alloc(HEADERS);
  const file = await open(path, 'r');
  try {
    await file.read(header, 0, HEADERS, 0);
  } finally {
    await file.close();
  }
  const told = [found, log].map((one) => one && [one.ino, one.size, one.mtimeNs].map(String));
  return createHash('sha256').update(header).update(JSON.stringify(told)).digest('hex');
};

/** Writes down against what a candidate's checks passed, and what its file is now that nobody has it open. */
export const rememberChecked = async ({ candidate, checked }: Files, basis: string): Promise<void> => {
  const next = temporaryName(checked);
  try {
    const mode = await ownFileMode(dirname(checked));
    await writeFile(next, JSON.stringify({ basis, state: await stateOf(candidate) }), { flag: 'wx', mode });
    await sync(next);
    await rename(next, checked);
  } finally {
    await rm(next, { force: true });
  }
};

/** Against what the candidate was checked; undefined where it was not, or was changed since. Asked before it is opened. */
export const checkedAgainst = async ({ candidate, checked }: Files): Promise<string | undefined> => {
  try {
    const { basis, state } = JSON.parse(await readFile(checked, 'utf8'));
    return state !== undefined && state === (await stateOf(candidate)) ? String(basis) : undefined;
  } catch {
    return undefined;
  }
};
