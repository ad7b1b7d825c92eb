import { utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { assay, PROGRAM } from './program.ts';

it('bundles itself in three processes at once where a source is newer, and all of them run', async () => {
  await utimes(join(dirname(PROGRAM), '../dist/built'), new Date(0), new Date(0));
  const all = await Promise.all([1, 2, 3].map(() => assay(['--version'], { cwd: tmpdir() })));
  for (const ended of all) expect(ended).toEqual({ code: 0, stderr: '', stdout: 'assay 0.1.0\n' });
});
