import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

type Texts = Readonly<Record<string, string>>;

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly env?: Texts;
  readonly with?: Texts;
  readonly 'working-directory'?: string;
}

/** What is kept between runs, as actions/cache keeps it: under a key and the paths it was saved with, newest last. */
export interface Cache {
  readonly folder: string;
  readonly entries: { readonly key: string; readonly paths: string }[];
}

export interface Job {
  /** GITHUB_WORKSPACE. */
  readonly workspace: string;
  /** RUNNER_TEMP, with the files of GITHUB_PATH, GITHUB_OUTPUT and the like. */
  readonly temp: string;
  readonly cache: Cache;
  /** Where uploaded artefacts go. */
  readonly artifacts: string;
  readonly github: Texts;
  readonly inputs: Texts;
  /** Folders of programs that the machine has. */
  readonly path: readonly string[];
}

export interface Ran {
  /** The steps that were not skipped, each with its exit code. */
  readonly steps: Readonly<Record<string, number>>;
  readonly log: string;
  readonly summary: string;
}

const STATUS = /\b(success|failure|always|cancelled)\(\)/;

/** Evaluates an expression with GitHub's own evaluator. */
const evaluate = (
  expression: string,
  { github, inputs, failed }: Pick<Job, 'github' | 'inputs'> & { failed: boolean },
) => {
  const dictionary = (texts: Texts) => {
    const made = new data.Dictionary();
    for (const [key, value] of Object.entries(texts)) made.add(key, new data.StringData(value));
    return made;
  };
  const contexts = new data.Dictionary();
  contexts.add('github', dictionary(github));
  contexts.add('inputs', dictionary(inputs));
  const answers = { success: !failed, failure: failed, always: true, cancelled: false };
  const functions = Object.entries(answers).map(([name, value]) => ({
    ...{ name, minArgs: 0, maxArgs: 0 },
    call: () => new data.BooleanData(value),
  }));
  const parsed = new Parser(new Lexer(expression).lex().tokens, ['github', 'inputs'], functions).parse();
  return new Evaluator(parsed, contexts, new Map(functions.map((one) => [one.name, one]))).evaluate();
};

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const copied = async (from: string, to: string): Promise<void> => {
  if (!(await isThere(from))) return;
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { recursive: true });
};

const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** What the actions of others do, as far as the files go. */
const USED: Readonly<Record<string, (given: Texts, job: Job) => Promise<void>>> = {
  'actions/setup-node': async () => undefined,
  'actions/cache/restore': async ({ path = '', key = '', 'restore-keys': prefixes = '' }, { cache, workspace }) => {
    const known = cache.entries.filter(({ paths }) => paths === path).reverse();
    const found =
      known.find((entry) => entry.key === key) ??
      lines(prefixes).flatMap((prefix) => known.find((entry) => entry.key.startsWith(prefix)) ?? [])[0];
    if (found) for (const one of lines(path)) await copied(join(cache.folder, found.key, one), join(workspace, one));
  },
  'actions/cache/save': async ({ path = '', key = '' }, { cache, workspace }) => {
    if (cache.entries.some((entry) => entry.key === key)) throw new Error(`the cache has ${key} already`);
    for (const one of lines(path)) await copied(join(workspace, one), join(cache.folder, key, one));
    cache.entries.push({ key, paths: path });
  },
  'actions/upload-artifact': async ({ name = '', path = '' }, { artifacts, workspace }) =>
    copied(join(workspace, path), join(artifacts, name)),
};

/** Runs the steps of a composite action in their order, as a runner of GitHub does. */
export const runSteps = async (steps: readonly Step[], job: Job): Promise<Ran> => {
  const { workspace, temp, github, inputs } = job;
  const files = { GITHUB_PATH: 'path', GITHUB_OUTPUT: 'output', GITHUB_ENV: 'env', GITHUB_STEP_SUMMARY: 'summary' };
  await mkdir(temp, { recursive: true });
  for (const name of Object.values(files)) await writeFile(join(temp, name), '');
  const ended: [string, number][] = [];
  let log = '';
  let failed = false;

  const value = (expression: string) => evaluate(expression, { github, inputs, failed });
  const filled = (text: unknown) =>
    String(text).replaceAll(/\$\{\{(.+?)\}\}/g, (_, inner: string) => value(inner.trim()).coerceString());
  const allFilled = (texts: Texts = {}): Texts =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, filled(text)]));
  const shell = async ({ run = '', env, 'working-directory': folder = '.' }: Step): Promise<number> => {
    const added = lines(await readFile(join(temp, 'path'), 'utf8')).reverse();
    const surroundings = {
      ...{
        PATH: [...added, ...job.path].join(delimiter),
        HOME: temp,
        LANG: 'C.UTF-8',
        CI: 'true',
        GITHUB_ACTIONS: 'true',
      },
      ...{ GITHUB_WORKSPACE: workspace, RUNNER_TEMP: temp },
      ...Object.fromEntries(Object.entries(files).map(([key, name]) => [key, join(temp, name)])),
      ...allFilled(env),
    };
    const cwd = resolve(workspace, filled(folder));
    return promisify(execFile)('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      cwd,
      env: surroundings,
    }).then(
      ({ stdout, stderr }) => {
        log += stdout + stderr;
        return 0;
      },
      (error: { code: number; stdout: string; stderr: string }) => {
        log += error.stdout + error.stderr;
        return error.code;
      },
    );
  };

  for (const step of steps) {
    const condition = (step.if ?? 'success()').replace(/^\$\{\{(.+)\}\}$/, '$1').trim();
    const asked = STATUS.test(condition) ? condition : `success() && (${condition})`;
    if (value(asked).coerceString() !== 'true') continue;
    const action = step.uses?.replace(/@.*$/, '');
    const use = action === undefined ? undefined : USED[action];
    if (action !== undefined && !use) throw new Error(`nobody knows what ${action} does`);
    if (use) await use(allFilled(step.with), job);
    const code = step.run === undefined ? 0 : await shell(step);
    failed ||= code !== 0;
    ended.push([step.name ?? action ?? '', code]);
  }
  const summary = await readFile(join(temp, 'summary'), 'utf8');
  await rm(temp, { recursive: true });
  return { steps: Object.fromEntries(ended), log, summary };
};
