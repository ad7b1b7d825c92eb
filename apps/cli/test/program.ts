import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '@assay/core';

export const PROGRAM = fileURLToPath(new URL('../bin/assay.mjs', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whose process it is, where that is not ours; only root may say. */
  readonly uid?: number | undefined;
}

/** Starts the program as a process of its own. */
export const start = (
  words: readonly string[],
  { cwd, env, uid }: StartOptions,
): { child: ChildProcess; ended: Promise<Ended> } => {
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    cwd,
    ...(uid === undefined ? {} : { uid, gid: uid }),
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', LANG: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (part) => {
    text.stdout += part;
  });
  child.stderr.on('data', (part) => {
    text.stderr += part;
  });
  const ended = new Promise<Ended>((resolve, reject) =>
    child.on('error', reject).on('close', (code) => resolve({ code, ...text })),
  );
  return { child, ended };
};

/** Runs the program to its end. */
export const assay = (words: readonly string[], options: StartOptions): Promise<Ended> => start(words, options).ended;

export const DAY = '2026-01-31';

/** A project folder of the demo shop's kind, removed by `remove`. */
export const makeProject = async (config = ''): Promise<{ folder: string; remove: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-cli-'));
  await writeFile(
    join(folder, 'assay.yml'),
    `name: shop
settings: { home_country: US, fiscal_start_month: 1 }
as_of: ${DAY}
input: raw
targets:
  local: { type: duckdb, path: .assay/shop.duckdb }
${config}`,
  );
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
};

/** The raw files of a small shop, made once a set of options and copied from then on. */
const shops = new Map<string, Promise<string>>();
export const writeRaw = async (folder: string, ...options: readonly string[]): Promise<void> => {
  const key = options.join(' ');
  const made =
    shops.get(key) ??
    (async () => {
      const out = await mkdtemp(join(tmpdir(), 'assay-raw-'));
      process.on('exit', () => void rm(out, { recursive: true, force: true }));
      const { code, stderr } = await assay(['sample', '--out', join(out, 'raw'), '--until', DAY, ...options], {
        cwd: out,
      });
      if (code !== 0) throw new Error(`the sample failed: ${stderr}`);
      return join(out, 'raw');
    })();
  shops.set(key, made);
  await rm(join(folder, 'raw'), { recursive: true, force: true });
  await cp(await made, join(folder, 'raw'), { recursive: true });
};

export const readLatest = async (folder: string): Promise<Report> =>
  JSON.parse(await readFile(join(folder, '.assay', 'latest', 'report.json'), 'utf8')) as Report; // written by the program
