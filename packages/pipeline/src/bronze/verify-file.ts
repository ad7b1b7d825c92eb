import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Promised } from './manifest.ts';
import type { RawFile } from './raw-files.ts';

const sha256 = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
};

/** DuckDB reads a truncated gzip up to the cut and never looks at the checksum; zlib does both. */
const gzipDamage = async (path: string): Promise<string | undefined> => {
  const discard = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(createReadStream(path), createGunzip({ chunkSize: 1 << 18 }), discard);
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException; // streams reject with system or zlib errors alone
    if (code === 'Z_BUF_ERROR') return 'its gzip stream breaks off: the file is cut short';
    if (code?.startsWith('Z_')) return `its gzip stream is damaged (${message})`;
    throw error;
  }
};

/** What is wrong with a file as a container of bytes, as a sentence; undefined when it is whole. */
export const verifyFile = async (file: RawFile, promised: Promised | undefined): Promise<string | undefined> => {
  const { size } = await stat(file.path);
  if (promised?.bytes !== undefined && promised.bytes !== size)
    return `${file.path}: has ${size} bytes where its manifest says ${promised.bytes}; was it cut or changed?`;
  if (file.gzip && size > 0) {
    const damage = await gzipDamage(file.path);
    if (damage) return `${file.path}: ${damage}; deliver it again`;
  }
  if (promised?.sha256 !== undefined && (await sha256(file.path)) !== promised.sha256.toLowerCase())
    return `${file.path}: its SHA-256 is not the one in its manifest; its content was changed`;
  return undefined;
};
