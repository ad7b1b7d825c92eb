import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolder } from '../src/index.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'assay-folder-'));
});
afterEach(() => rm(root, { recursive: true }));

it('makes the folders above as well, with the mode, and leaves one alone that is there', async () => {
  const path = join(root, 'barn', 'loft', 'corner');
  await makeFolder(path, 0o700);
  await makeFolder(path, 0o755);
  for (const folder of [path, join(root, 'barn')]) expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

it.each([
  ['in the way', 'hay', 'EEXIST'],
  ['a part of the path', 'hay/bale/straw', 'ENOTDIR'],
])('says what stands in the way: a file that is %s', async (_, path, code) => {
  await writeFile(join(root, 'hay'), 'dry');
  await expect(makeFolder(join(root, path))).rejects.toMatchObject({ code });
});
