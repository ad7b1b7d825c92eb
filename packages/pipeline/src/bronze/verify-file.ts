import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { readThrough, wrongBytes } from '@assay/files';
import type { Promised } from './manifest.ts';
import type { RawFile } from './raw-files.ts';

export interface Verified {
  /** What is wrong with a file as a container of bytes, as a sentence; undefined when it is whole. */
  readonly damage: string | undefined;
  /** Whether there are zero bytes in it, which no text has. */
  readonly zeros: boolean;
}

/** Reads a file to its end, where what is promised of it or its format needs that. */
export async function verifyFile(file: RawFile, promised: Promised | undefined): Promise<Verified> {
  const { size } = await stat(file.path);
  const damaged = (why: string): Verified => ({ damage: `${file.path}: ${why}`, zeros: false });
  if (promised?.bytes !== undefined && promised.bytes !== size)
    return damaged(`has ${size} bytes where its manifest says ${promised.bytes}; was it cut or changed?`);
  const wrong = await wrongBytes(file.path, file);
  if (wrong) return damaged(wrong);
  const { damage, zeros } = file.format === 'parquet' ? { damage: undefined, zeros: false } : await readThrough(file);
  if (damage) return damaged(damage);
  if (promised?.sha256 !== undefined && (await sha256(file.path)) !== promised.sha256.toLowerCase())
    return damaged('its SHA-256 is not the one in its manifest; its content was changed');
  return { damage: undefined, zeros };
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
