import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from './fault.ts';
import { spoiledFile } from './spoiled-file.ts';

export const truncatedAtLineEnd: Fault = {
  says: 'cuts the order lines of one month off at the end of a line, so that the file looks whole',
  affects: 'set',
  dataSet: 'order_lines',
  damage: async ({ folder, files }) => {
    const path = join(folder, spoiledFile(files).path);
    const content = await readFile(path);
    await truncate(path, content.lastIndexOf('\n', content.length * 0.6) + 1);
  },
};
