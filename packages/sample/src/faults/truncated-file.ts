import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from './fault.ts';
import { spoiledFile } from './spoiled-file.ts';

export const truncatedFile: Fault = {
  says: 'cuts the order lines of one month off in the middle of a record',
  affects: 'set',
  dataSet: 'order_lines',
  damage: async ({ folder, files }) => {
    const path = join(folder, spoiledFile(files).path);
    const content = await readFile(path);
    const lineStart = content.lastIndexOf('\n', content.length * 0.6) + 1 || content.indexOf('\n') + 1;
    await truncate(path, Math.floor((lineStart + content.indexOf('\n', lineStart)) / 2));
  },
};
