import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { filesBelow } from '../src/index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = async (name: string): Promise<void> => {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), '');
};
const link = async (name: string, to: string): Promise<void> => {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await symlink(to, join(folder, name));
};
const names = async (): Promise<string[]> => (await filesBelow(join(folder, 'pond'))).files.map(({ name }) => name);

it('finds files in a folder and below it, in the order of their names', async () => {
  for (const name of ['pond/b.csv', 'pond/A.csv', 'pond/reeds/deep/c.csv']) await put(name);
  expect(await names()).toEqual(['A.csv', 'b.csv', 'reeds/deep/c.csv']);
});

it('follows links to files, to folders and to links', async () => {
  await put('far/d.csv');
  await link('pond/one.csv', '../far/d.csv');
  await link('pond/all', '../far');
  await link('pond/twice.csv', 'one.csv');
  expect(await names()).toEqual(['all/d.csv', 'one.csv', 'twice.csv']);
});

it('goes round a circle of links once', async () => {
  await put('pond/heron.csv');
  await link('pond/round', '.');
  await link('pond/reeds/back', '..');
  expect(await names()).toEqual(['heron.csv']);
});

it('reads what a mounted configuration shows once, not what it keeps behind', async () => {
  await put('pond/..2026_01_31/heron.yml');
  await link('pond/..data', '..2026_01_31');
  await link('pond/heron.yml', '..data/heron.yml');
  expect(await names()).toEqual(['heron.yml']);
});

it('says of each thing that cannot be read why, and reads the rest', async () => {
  await put('pond/heron.csv');
  await link('pond/gone.csv', '../nowhere');
  await link('pond/self', 'self');
  execFileSync('mkfifo', [join(folder, 'pond/pipe.csv')]);
  const { files, lost } = await filesBelow(join(folder, 'pond'));
  expect(files.map(({ name }) => name)).toEqual(['heron.csv']);
  expect(lost).toEqual([
    { name: 'gone.csv', why: 'is a link that leads nowhere' },
    { name: 'pipe.csv', why: 'is neither a file nor a folder' },
    { name: 'self', why: 'is a link that leads to itself' },
  ]);
});

it('throws where the folder itself is not there, or is none', async () => {
  await put('stone');
  await expect(filesBelow(join(folder, 'pond'))).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(filesBelow(join(folder, 'stone'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});
