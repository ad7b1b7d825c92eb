import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { FileFinding } from '@assay/core';

export interface MaybeTwice {
  /** As it is shown. */
  readonly name: string;
  readonly path: string;
  readonly gzip: boolean;
}

/**
 * Groups of files that hold the same bytes once they are unpacked, in the order of their names; empty files are none. Only files of
 * the same size are read.
 */
export async function sameContent(files: readonly MaybeTwice[]): Promise<MaybeTwice[][]> {
  const bySize = groups(files, await Promise.all(files.map(sizeOf)));
  bySize.delete('0');
  const found: MaybeTwice[][] = [];
  for (const alike of twoOrMore(bySize)) {
    const hashes: string[] = [];
    for (const file of alike) hashes.push(await hashOf(file));
    found.push(...twoOrMore(groups(alike, hashes)));
  }
  return found;
}

const SHOWN = 3;

/** What is said where files of a table hold the same; undefined where none do. */
export function deliveredTwice(table: string, twins: readonly (readonly MaybeTwice[])[]): FileFinding | undefined {
  const again = twins.flatMap(([first, ...others]) => others.map((other) => `${other.name} is ${first?.name} again`));
  if (again.length === 0) return undefined;
  const more = again.length > SHOWN ? `, and ${again.length - SHOWN} more` : '';
  return { table, kind: 'delivered_twice', severity: 'error', found: `${again.slice(0, SHOWN).join(', ')}${more}` };
}

function groups(files: readonly MaybeTwice[], keys: readonly string[]): Map<string, MaybeTwice[]> {
  const found = new Map<string, MaybeTwice[]>();
  for (const [i, file] of files.entries()) found.set(keys[i] ?? '', [...(found.get(keys[i] ?? '') ?? []), file]);
  return found;
}

const twoOrMore = (all: ReadonlyMap<string, MaybeTwice[]>): MaybeTwice[][] =>
  [...all.values()].filter((group) => group.length > 1);

/** How many bytes a file has once it is unpacked, counted as gzip does in its last four bytes: without what is over 4 GiB. */
async function sizeOf({ path, gzip }: MaybeTwice): Promise<string> {
  const { size } = await stat(path);
  if (!gzip || size < 4) return String(size % 2 ** 32);
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, size - 4);
    return String(buffer.readUInt32LE());
  } finally {
    await file.close();
  }
}

async function hashOf({ path, gzip }: MaybeTwice): Promise<string> {
  const hash = createHash('sha256');
  const bytes = createReadStream(path, { highWaterMark: 1 << 20 });
  await (gzip ? pipeline(bytes, createGunzip({ chunkSize: 1 << 18 }), hash) : pipeline(bytes, hash));
  return hash.digest('hex');
}
