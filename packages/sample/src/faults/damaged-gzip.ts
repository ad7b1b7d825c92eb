import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Fault } from './fault.ts';
import { spoiledFile } from './spoiled-file.ts';

/** A gzip file ends with the checksum and the size of what it holds, four bytes each. */
const CHECKSUM_FROM_END = 8;

export const damagedGzip: Fault = {
  says: 'delivers the order lines of one month as gzip with a wrong checksum',
  affects: 'set',
  dataSet: 'order_lines',
  files: async ({ folder, files }) => {
    const file = spoiledFile(files);
    const packed = { ...file, path: `${file.path}.gz` };
    await writeFile(join(folder, packed.path), gzipSync(await readFile(join(folder, file.path))));
    await rm(join(folder, file.path));
    return files.map((other) => (other === file ? packed : other));
  },
  damage: async ({ folder, files }) => {
    const path = join(folder, spoiledFile(files).path);
    const content = await readFile(path);
    const at = content.length - CHECKSUM_FROM_END;
    content.writeUInt8(content.readUInt8(at) ^ 0xff, at);
    await writeFile(path, content);
  },
};
