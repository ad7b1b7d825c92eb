import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import type { Report } from '@assay/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Cache, type Job, type Ran, runSteps, type Step } from './actions-runner.ts';
import { makeOrchard } from './orchard.ts';

const GITHUB = fileURLToPath(new URL('../../../.github/', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../bin/assay.mjs', import.meta.url));

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}
interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[]; readonly 'timeout-minutes': number }>>;
}

const actionText = () => readFile(join(GITHUB, 'actions/assay/action.yml'), 'utf8');
const action = async (): Promise<Action> => parse(await actionText());
const workflowTexts = async (): Promise<[name: string, text: string][]> =>
  Promise.all(
    (await readdir(join(GITHUB, 'workflows'))).map(
      async (name): Promise<[string, string]> => [name, await readFile(join(GITHUB, 'workflows', name), 'utf8')],
    ),
  );
const workflows = async (): Promise<[string, Workflow][]> =>
  (await workflowTexts()).map(([name, text]): [string, Workflow] => [name, parse(text)]);

describe('the composite action and its workflows', () => {
  const silent = new NoOperationTraceWriter();
  const problems = ({ context }: { context: { errors: { getErrors(): readonly { message: string }[] } } }) =>
    context.errors.getErrors().map(({ message }) => message);

  it("are what GitHub's own parser takes, expressions included", async () => {
    expect(problems(parseAction({ name: 'action.yml', content: await actionText() }, silent))).toEqual([]);
    for (const [name, content] of await workflowTexts())
      expect(problems(parseWorkflow({ name, content }, silent)), name).toEqual([]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
    const wrong = 'on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "echo ${{ inputz.x }}" }] } }';
    expect(problems(parseWorkflow({ name: 'wrong.yml', content: wrong }, silent))).toHaveLength(1);
  });

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
});

describe('the action, step by step on a machine of its own', { timeout: 90_000 }, () => {
  let home: string;
  let cache: Cache;
  let runs: number;
  const removals: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'assay-actions-'));
    cache = { folder: join(home, 'cache'), entries: [] };
    runs = 0;
    const bin = join(home, 'bin');
    await mkdir(bin);
    await symlink(process.execPath, join(bin, 'node'));
    await writeFile(join(bin, 'npx'), `#!/bin/sh\necho "in $PWD: npx $*"\n`, { mode: 0o755 });
    const program = join(home, 'checkout/apps/cli/bin/assay.mjs');
    await mkdir(dirname(program), { recursive: true });
    await writeFile(program, `#!/usr/bin/env node\nawait import(${JSON.stringify(PROGRAM)});\n`);
    await mkdir(join(home, 'checkout/.github/actions/assay'), { recursive: true });
  });
  afterEach(async () => {
    for (const remove of removals.splice(0)) await remove();
    await rm(home, { recursive: true });
  });

  /** The action on a fresh clone of the orchard, with these inputs. */
  const act = async (
    given: Readonly<Record<string, string>>,
    change: (folder: string) => Promise<void> = async () => undefined,
  ): Promise<Ran & { artifact: (name: string) => Promise<string>; latest: () => Promise<string[]> }> => {
    const { folder, remove } = await makeOrchard();
    removals.push(remove);
    await change(folder);
    const { inputs, runs: steps } = await action();
    runs += 1;
    const job: Job = {
      ...{ workspace: folder, temp: join(home, 'temp'), artifacts: join(home, `artifacts-${runs}`), cache },
      github: {
        ...{ action_path: join(home, 'checkout/.github/actions/assay'), job: 'gate' },
        ...{ run_id: String(1000 + runs), run_attempt: '1' },
      },
      inputs: { ...Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.default])), ...given },
      path: [join(home, 'bin'), '/usr/bin', '/bin'],
    };
    const ran = await runSteps(steps.steps, job);
    const uploaded = join(job.artifacts, 'assay-gate-1');
    return {
      ...ran,
      artifact: (name) => readFile(join(uploaded, name), 'utf8'),
      latest: async () => (await readdir(uploaded)).sort(),
    };
  };

  const poisoned = async (folder: string) => {
    const file = join(folder, 'raw/harvest/all.csv');
    await writeFile(file, `${await readFile(file, 'utf8')}901,2026-01-30,-5\n`);
  };
  const main = { command: 'gate', keep: 'publication' };
  const pullRequest = { prepare: 'assay lint > lint.txt', command: 'gate --no-publish' };

  it('installs the program and publishes on main; a pull request is held against what main published and keeps nothing', async () => {
    const first = await act(main);
    expect(Object.values(first.steps)).not.toContain(1);
    expect(first.log).toContain(`in ${home}/checkout: npx -y pnpm@12 install --frozen-lockfile`);
    expect(first.log).toMatch(/^::notice title=Assay::Published/m);
    expect(cache.entries.map(({ key }) => key)).toEqual(['assay-publication-.-1001-1']);

    const second = await act(pullRequest, poisoned);
    expect(second.steps).toMatchObject({ Prepare: 0, Assay: 1, 'JUnit and SARIF': 0 });
    expect(second.log).toMatch(/^::error file=checks\/gold\/trees\.yml,line=4/m);
    expect(second.summary).toContain('What changes');
    expect(await second.latest()).toEqual(['assay.sarif', 'junit.xml', 'report.html', 'report.json']);
    expect(await second.artifact('junit.xml')).toContain('<failure');
    const report: Report = JSON.parse(await second.artifact('report.json'));
    expect(report).toMatchObject({ published: null, previous: { published: true } });
    expect(report.changes.map(({ table }) => table)).toContain('gold.trees');
    expect(cache.entries).toHaveLength(1);
  });

  it('keeps the history of a gate that refused, so that the next one knows what is new', async () => {
    await act(main);
    expect((await act(main, poisoned)).steps).toMatchObject({ Assay: 1, 'Keep what is published': 0 });
    const third: Report = JSON.parse(await (await act(main)).artifact('report.json'));
    expect(third).toMatchObject({ published: true, previous: { published: false, verdict: 'fail' } });
    expect(
      third.tables.flatMap(({ checks }) => checks).filter(({ previous_status }) => previous_status === 'fail'),
    ).not.toEqual([]);
  });

  it('audits what main published and keeps its own runs, without touching the publication', async () => {
    const nothing = await act({ command: 'audit', keep: 'audits' });
    expect(nothing.steps).toMatchObject({ Assay: 2 });
    await act(main);
    expect((await act({ command: 'audit', keep: 'audits' })).steps).toMatchObject({ Assay: 0, 'Keep the audits': 0 });
    const again = await act({ command: 'audit', keep: 'audits' });
    const report: Report = JSON.parse(await again.artifact('audit-runs/report.json'));
    expect(report.previous).not.toBeNull();
    expect(cache.entries.map(({ key }) => key.replace(/-\.-\d+-1$/, ''))).toEqual([
      ...['assay-audits', 'assay-publication', 'assay-audits', 'assay-audits'],
    ]);
  });
});
