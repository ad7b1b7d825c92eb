import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { assay } from './program.ts';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await makeOrchard());
});
afterEach(() => remove());

/** Trees that bear less than nothing break the contract. */
const poison = async () => {
  const file = join(folder, 'raw/harvest/all.csv');
  await writeFile(file, `${await readFile(file, 'utf8')}901,2026-01-30,-5\n`);
};

describe('--ci', { timeout: 90_000 }, () => {
  const github = () => ({
    ...{
      GITHUB_ACTIONS: 'true',
      CI: 'true',
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      GITHUB_WORKSPACE: folder,
    },
  });
  const summary = () => readFile(join(folder, 'summary.md'), 'utf8').catch(() => '');

  it('auto puts annotations on the lines of the contract and adds to the step summary', async () => {
    await poison();
    await writeFile(join(folder, 'summary.md'), 'earlier\n');
    const { code, stdout } = await assay(['gate', '--ci', 'auto'], { cwd: folder, env: github() });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=checks\/gold\/trees\.yml,line=4,col=\d+,title=gold\.trees/m);
    expect(await summary()).toMatch(/^earlier\n[\s\S]*gold\.trees/);
  });

  it('places annotations as seen from the root of the repository', async () => {
    await poison();
    const workspace = join(folder, '..');
    const { stdout } = await assay(['gate', '--ci', 'github'], { cwd: folder, env: { GITHUB_WORKSPACE: workspace } });
    expect(stdout).toContain(`::error file=${folder.split('/').at(-1)}/checks/gold/trees.yml,line=4`);
  });

  it('tells code scanning where the files lie in the repository, from any folder of it', async () => {
    await poison();
    await mkdir(join(folder, '.git'));
    await assay(['gate'], { cwd: folder });
    const uris = async (env = {}) => {
      const { stdout } = await assay(['report', '--format', 'sarif'], { cwd: join(folder, 'checks'), env });
      return JSON.parse(stdout).runs[0].results.map(
        ({ locations }: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
          locations[0]?.physicalLocation.artifactLocation.uri,
      );
    };
    expect(await uris()).toEqual(['checks/gold/trees.yml']);
    const name = folder.split('/').at(-1);
    expect(await uris({ GITHUB_WORKSPACE: join(folder, '..') })).toEqual([`${name}/checks/gold/trees.yml`]);
  });

  it('leaves stdout to the one document of --json', async () => {
    const { stdout, stderr } = await assay(['gate', '--ci', 'auto', '--json'], { cwd: folder, env: github() });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'pass' });
    expect(stderr).toContain('::notice title=Assay');
  });

  it('leaves alone a summary that would grow beyond what GitHub takes', async () => {
    await writeFile(join(folder, 'summary.md'), 'x'.repeat(1024 * 1024 - 10));
    const { code, stderr } = await assay(['gate', '--ci', 'auto'], { cwd: folder, env: github() });
    expect(code).toBe(0);
    expect(stderr).toContain('the step summary is full');
    expect(await summary()).toHaveLength(1024 * 1024 - 10);
  });

  it('is silent by default, outside of CI and for none, and refuses what it does not know before anything runs', async () => {
    const { stdout } = await assay(['gate'], { cwd: folder, env: github() });
    expect(stdout).not.toContain('::');
    expect((await assay(['gate', '--ci', 'auto'], { cwd: folder })).stdout).not.toContain('::');
    expect(await summary()).toBe('');
    const wrong = await assay(['gate', '--ci', 'jenkins'], { cwd: folder });
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--ci takes auto, github, none')]);
  });
});
