import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readYaml, type YamlFile } from '@assay/checks';
import {
  type FileTable,
  type Project,
  project as projectSchema,
  type Target,
  target as targetSchema,
  UserError,
} from '@assay/core';
import { type Flags, text } from '../command.ts';
import type { Effects } from '../effects.ts';
import { refuseUnseen, refuseUnseenVariable } from './credentials.ts';
import { fillIn } from './environment.ts';
import { fileTables } from './sources.ts';

export interface LoadedProject {
  /** The folder of `assay.yml`; relative paths in it start here. */
  readonly root: string;
  readonly project: Project;
  /** Where a key of `assay.yml` stands. */
  readonly at: YamlFile<Project>['at'];
  readonly targetName: string;
  /** With the environment filled in. */
  readonly target: Target;
  readonly asOf: string;
  /** Tables that are read where their files lie. */
  readonly files: readonly FileTable[];
  /** The folder of raw files, absolute; undefined where nothing is fed from files. */
  readonly input: string | undefined;
}

const FILE = 'assay.yml';

/** What a server has set for itself, and an embedded engine has not. */
const LIMITS = { statement_timeout: 1800 };

const readConfig = async (folder: string): Promise<string | undefined> => {
  const bytes = await readFile(join(folder, FILE)).catch(() => undefined);
  if (bytes && !isUtf8(bytes)) throw new UserError([{ file: FILE, message: 'is not UTF-8; save it as UTF-8' }]);
  return bytes?.toString('utf8');
};

/** The folder that was named, else the nearest one from here upwards, as git finds its own. */
const readProject = async (from: string, named: string | undefined): Promise<{ root: string; source: string }> => {
  if (named !== undefined) {
    const source = await readConfig(named);
    if (source === undefined)
      throw new UserError(`there is no ${FILE} in ${named}; make a project with: assay init <dir>`);
    return { root: named, source };
  }
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const source = await readConfig(folder);
    if (source !== undefined) return { root: folder, source };
    if (folder === dirname(folder))
      throw new UserError(`there is no ${FILE} in ${from} or above; make a project with: assay init <dir>`);
  }
};

/** The folder of the project that a command is about, absolute; `UserError` where there is none. */
export const projectRoot = async (flags: Flags, { cwd }: Pick<Effects, 'cwd'>): Promise<string> => {
  const named = text(flags, 'project');
  return (await readProject(cwd, named && resolve(cwd, named))).root;
};

const yesterday = (now: Date): string => new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10);

const asOfDate = (given: string, now: Date): string => {
  if (given === 'yesterday') return yesterday(now);
  const parsed = new Date(`${given}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(given) ||
    Number.isNaN(parsed.getTime()) ||
    parsed.toISOString().slice(0, 10) !== given
  )
    throw new UserError(`--as-of takes a date such as 2026-01-31 or "yesterday", not "${given}"`);
  return given;
};

const chooseTarget = (project: Project, named: string | undefined): string => {
  const names = Object.keys(project.targets);
  const name = named ?? project.default_target ?? names[0];
  if (name === undefined || !Object.hasOwn(project.targets, name))
    throw new UserError(`there is no target "${name}" in ${FILE}; it has ${names.join(', ') || 'none'}`);
  return name;
};

/** A target with the environment filled in, which must not break its form. */
const filledTarget = (project: Project, name: string, env: Effects['env']): Target => {
  const filled = fillIn(project.targets[name] as Target, env, `target ${name}`); // chosen among the keys
  refuseUnseen(filled, name);
  const [issue] = targetSchema.safeParse(filled).error?.issues ?? [];
  if (issue)
    throw new UserError(`target ${name}: ${issue.path.join('.')} from the environment is not ${issue.message}`);
  return filled;
};

/** Finds and reads the project that a command is about; throws `UserError` with all that is wrong in `assay.yml`. */
export const loadProject = async (flags: Flags, effects: Effects): Promise<LoadedProject> => {
  const named = text(flags, 'project');
  const { root, source } = await readProject(effects.cwd, named && resolve(effects.cwd, named));
  const { read, problems } = readYaml({ file: FILE, text: source }, projectSchema);
  if (!read) throw new UserError(problems);
  const { value: project, at } = read;
  const targetName = chooseTarget(project, text(flags, 'target'));
  const target = filledTarget(project, targetName, effects.env);
  refuseUnseenVariable('ASSAY_PII_KEY', effects.env);
  const input = text(flags, 'input');
  return {
    ...{ root, project, at, targetName },
    target: target.type === 'duckdb' ? { ...LIMITS, ...target, path: resolve(root, target.path) } : target,
    files: fileTables(project, root),
    asOf: asOfDate(text(flags, 'as-of') ?? project.as_of, effects.now()),
    input: input ? resolve(effects.cwd, input) : project.input && resolve(root, project.input),
  };
};

/** Milliseconds that a statement of a check may take; undefined where the server alone decides. */
export const timeoutOf = ({ target: { statement_timeout } }: Pick<LoadedProject, 'target'>): number | undefined =>
  statement_timeout === undefined ? undefined : statement_timeout * 1000;
