import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deliveredTwice, sameContent } from '../src/index.ts';

let press: string;
beforeEach(async () => {
  press = await mkdtemp(join(tmpdir(), 'assay-same-'));
});
afterEach(() => rm(press, { recursive: true }));

const put = async (files: Readonly<Record<string, string | Buffer>>) => {
  for (const [name, content] of Object.entries(files)) await writeFile(join(press, name), content);
};
const twins = async (...names: string[]) => {
  const files = names.map((name) => ({ name, path: join(press, name), gzip: name.endsWith('.gz') }));
  return (await sameContent(files)).map((group) => group.map(({ name }) => name));
};

it('finds files with the same bytes, packed or not, and by whatever link they are reached', async () => {
  await put({ 'a.csv': 'plum,2\n', 'b.csv': 'figs,3\n', 'c.csv': 'plum,2\n', 'd.csv.gz': gzipSync('plum,2\n') });
  await symlink('b.csv', join(press, 'e.csv'));
  expect(await twins('a.csv', 'b.csv', 'c.csv', 'd.csv.gz', 'e.csv')).toEqual([
    ['a.csv', 'c.csv', 'd.csv.gz'],
    ['b.csv', 'e.csv'],
  ]);
});

it('does not take files of one size, or empty ones, for the same', async () => {
  await put({ 'a.csv': 'plum,2\n', 'b.csv': 'plum,3\n', 'c.csv': '', 'd.csv': '', 'e.csv.gz': gzipSync('') });
  expect(await twins('a.csv', 'b.csv', 'c.csv', 'd.csv', 'e.csv.gz')).toEqual([]);
});

it('names at most three', () => {
  const group = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, path: name, gzip: false }));
  expect(deliveredTwice('bronze.fruit', [group])?.found).toBe('b is a again, c is a again, d is a again, and 2 more');
  expect(deliveredTwice('bronze.fruit', [])).toBeUndefined();
});
