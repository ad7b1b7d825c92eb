import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeOrchard } from './orchard.ts';
import { assay } from './program.ts';

const GITHUB = fileURLToPath(new URL('../../../.github/', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../bin/assay.mjs', import.meta.url));

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[]; readonly 'timeout-minutes': number }>>;
}

const action = async (): Promise<Action> => parse(await readFile(join(GITHUB, 'actions/assay/action.yml'), 'utf8'));
const workflows = async (): Promise<[string, Workflow][]> => {
  const names = await readdir(join(GITHUB, 'workflows'));
  return Promise.all(
    names.map(
      async (name): Promise<[string, Workflow]> => [
        name,
        parse(await readFile(join(GITHUB, 'workflows', name), 'utf8')),
      ],
    ),
  );
};

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

describe('the composite action and its workflows', () => {
  it('pin other actions by their major version, and give every command its shell', async () => {
    const steps = [
      ...(await action()).runs.steps,
      ...(await workflows()).flatMap(([, { jobs }]) => Object.values(jobs).flatMap((job) => job.steps)),
    ];
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(8);
    expect(used.filter((name) => !/^(actions\/[\w/-]+@v\d+|\.\/\.github\/actions\/assay)$/.test(name))).toEqual([]);
    expect(steps.filter(({ run, shell }) => run !== undefined && shell !== 'bash')).toEqual([]);
  });

  it('hand inputs to the shell by the environment alone, and name only inputs that there are', async () => {
    const { inputs, runs } = await action();
    expect(runs.steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
    const named = [...JSON.stringify(runs).matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(Object.keys(inputs)));
    const given = (await workflows()).flatMap(([, { jobs }]) =>
      Object.values(jobs).flatMap(({ steps }) =>
        steps.filter(({ uses }) => uses?.startsWith('./')).flatMap((step) => Object.keys(step.with ?? {})),
      ),
    );
    expect(given.filter((name) => !(name in inputs))).toEqual([]);
  });

  it('keep nothing of a pull request, may only read, and end by themselves', async () => {
    const all = new Map(await workflows());
    expect([...all.keys()].sort()).toEqual(['audit.yml', 'gate.yml']);
    for (const { permissions, jobs } of all.values()) {
      expect(permissions).toEqual({ contents: 'read' });
      for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
    }
    const calls = (name: string, job: string) =>
      all.get(name)?.jobs[job]?.steps.find(({ uses }) => uses?.startsWith('./'));
    expect(calls('gate.yml', 'pull-request')?.with).toMatchObject({ command: 'gate --no-publish' });
    expect(calls('gate.yml', 'pull-request')?.with?.keep).toBeUndefined();
    expect(calls('gate.yml', 'main')?.with).toMatchObject({ command: 'gate', keep: 'publication' });
    expect(calls('audit.yml', 'audit')?.with).toMatchObject({ command: 'audit', keep: 'audits' });
  });

  /** The action's own shell commands, as a runner would run them after the installation. */
  const act = async (given: Readonly<Record<string, string>>) => {
    const { inputs, runs } = await action();
    const bin = join(folder, 'bin');
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, 'assay'), `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`, { mode: 0o755 });
    await symlink(process.execPath, join(bin, 'node')).catch(() => {});
    const filled = (text: string) =>
      text.replace(/^\$\{\{ inputs\.([\w-]+) \}\}$/, (_, name: string) => given[name] ?? inputs[name]?.default ?? '');
    const env = {
      ...{
        PATH: `${bin}${delimiter}${process.env.PATH}`,
        HOME: folder,
        LANG: 'C.UTF-8',
        CI: 'true',
        GITHUB_ACTIONS: 'true',
      },
      ...{ GITHUB_STEP_SUMMARY: join(folder, 'summary.md'), GITHUB_WORKSPACE: folder },
    };
    const ended: [name: string, code: number][] = [];
    for (const { name = '', run, env: said = {} } of runs.steps) {
      const skipped = name === 'Install Assay' || (name === 'Prepare' && !given.prepare);
      if (run === undefined || skipped || name.startsWith('Leave')) continue;
      const own = Object.fromEntries(Object.entries(said).map(([key, value]) => [key, filled(value)]));
      const code = await promisify(execFile)('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
        ...{ cwd: folder, env: { ...env, ...own } },
      }).then(
        () => 0,
        (error: { code: number }) => error.code,
      );
      ended.push([name, code]);
    }
    return Object.fromEntries(ended);
  };

  it('prepare, gate, and leave every view of the run, with the code of the gate', async () => {
    await poison();
    const ended = await act({ prepare: 'assay lint > lint.txt', command: 'gate --no-publish' });
    expect(ended).toEqual({ Prepare: 0, Assay: 1, 'JUnit and SARIF': 0 });
    const latest = await readdir(join(folder, '.assay/latest'));
    expect(latest).toEqual(expect.arrayContaining(['assay.sarif', 'junit.xml', 'report.html', 'report.json']));
    expect(await readFile(join(folder, 'summary.md'), 'utf8')).toContain('gold.trees');
    expect(await readFile(join(folder, '.assay/latest/junit.xml'), 'utf8')).toContain('<failure');
  });
});
