import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from './fault.ts';
import { spoiledFile } from './spoiled-file.ts';

export const doubledFile: Fault = {
  says: 'delivers the order lines of one month a second time, under another name',
  affects: 'set',
  dataSet: 'order_lines',
  files: async ({ folder, files }) => {
    const file = spoiledFile(files);
    const copy = { ...file, path: file.path.replace('part-0', 'part-0-copy') };
    await copyFile(join(folder, file.path), join(folder, copy.path));
    return [...files, copy];
  },
};
