import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { assay } from './program.ts';

const MAIL = 'mail: { from: orchard@example.com, to: [pickers@example.com], when: always';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await makeOrchard({}));
});
afterEach(() => remove());

/** The line of a mail's text that says where the page is. */
const pageOf = async (env: Record<string, string> = {}): Promise<string | undefined> => {
  await assay(['gate', '--as-of', '2026-01-31', '--quiet'], { cwd: folder, env });
  await assay(['mail', '--preview', 'mails'], { cwd: folder, env });
  const [text = ''] = (await readdir(join(folder, 'mails'))).filter((name) => name.endsWith('.txt'));
  return /The whole page:\n(.*)/.exec(await readFile(join(folder, 'mails', text), 'utf8'))?.[1];
};

it('leads from a mail to the page of its own run, which a later run does not take', { timeout: 60_000 }, async () => {
  await appendFile(join(folder, 'assay.yml'), `${MAIL} }\n`);
  const page = (await pageOf()) ?? '';
  expect(await readFile(page, 'utf8')).toContain('<!doctype html>');
  expect(page).toMatch(/\.assay\/runs\/[a-z0-9_]+\/report\.html$/);
});

it('leads to the build where a CI system made the page', { timeout: 60_000 }, async () => {
  await appendFile(join(folder, 'assay.yml'), `${MAIL} }\n`);
  const build = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'orchard/gold', GITHUB_RUN_ID: '4711' };
  expect(await pageOf({ GITHUB_ACTIONS: 'true', ...build })).toBe('https://github.com/orchard/gold/actions/runs/4711');
});

it('leads to where assay.yml says that pages are found', { timeout: 60_000 }, async () => {
  await appendFile(join(folder, 'assay.yml'), `${MAIL}, page: 'https://pages.example.com/{run}' }\n`);
  expect(await pageOf()).toMatch(/^https:\/\/pages\.example\.com\/20\d{6}_\d{6}_[a-z0-9]+$/);
});
