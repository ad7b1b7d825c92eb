import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { kinds, recipes } from '../src/index.ts';

const folder = new URL('../src/', import.meta.url);
/** What every table is demanded without anybody writing it; these are claims, and claims have kinds. */
const CLAIMS = /^implied\.ts$/;

const shared = async (): Promise<{ file: string; text: string }[]> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && !CLAIMS.test(file));
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(new URL(file, folder), 'utf8') })));
};

/** Lines of code, without comments. */
const lines = (text: string): string[] => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').split('\n');

it('plans, asks and judges without asking for any kind, recipe or engine by its name', async () => {
  const names = [...kinds, ...recipes].map(({ name }) => name).join('|');
  // Names of kinds are also plain words ("share", "unique"); what counts is that a kind is compared with one
  const asksKind = new RegExp(`\\bkind\\b.*'(${names})'|'(${names})'.*\\bkind\\b|case '(${names})':`);
  const asksEngine = /'(duckdb|databricks|spark)'/;
  expect("if (check.kind === 'row_count') return").toMatch(asksKind);
  const files = await shared();
  expect(files.length).toBeGreaterThan(25);
  for (const { file, text } of files)
    expect(
      lines(text).filter((line) => asksKind.test(line) || asksEngine.test(line)),
      file,
    ).toEqual([]);
});
