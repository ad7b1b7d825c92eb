import { stat } from 'node:fs/promises';
import type { FileTable } from '@assay/core';
import { type LookedAt, lookAtFiles } from './file-columns.ts';
import type { DuckdbSession } from './session.ts';

const looked = new Map<string, LookedAt>();

/** Looks at the files of a table, once a process as long as they are the same: those of a large table are read to their ends. */
export async function lookOnce(table: FileTable, files: readonly string[], session: DuckdbSession): Promise<LookedAt> {
  const key = JSON.stringify([table, await Promise.all(files.map(stateOf))]);
  const found = looked.get(key) ?? (await lookAtFiles(table, files, session));
  looked.set(key, found);
  return found;
}

async function stateOf(path: string): Promise<string[]> {
  const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true });
  return [path, ...[size, mtimeNs, ctimeNs, ino].map(String)];
}
