import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DataSetFiles } from './faults/fault.ts';

/** Writes `_manifest.json`: what a receiver needs to know that every file came whole. Gives the bytes of all files. */
export const writeManifest = async ({ folder, files }: DataSetFiles): Promise<number> => {
  const entries = [];
  for (const { path, rows } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const file = join(folder, path);
    const { size } = await stat(file);
    entries.push({ path, rows, bytes: size, sha256: await (size > LARGE ? streamed(file) : whole(file)) });
  }
  await writeFile(join(folder, '_manifest.json'), `${JSON.stringify({ files: entries }, null, 2)}\n`);
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
};

/** A stream costs milliseconds to set up, and most files are small. */
const LARGE = 8 << 20;

const whole = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

const streamed = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
};
