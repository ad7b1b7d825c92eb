import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { HUNDRED } from './dbt/hundred-tests.ts';
import { makeBakery } from './dbt/shop-project.ts';
import { assay } from './program.ts';

/** dbt-core 1.11 with dbt-duckdb, from PyPI, in an environment of its own. */
const DBT = process.env.ASSAY_DBT ?? '/usr/local/bin/dbt';
const run = promisify(execFile);

let folder: string;
let remove: () => Promise<void>;

interface Result {
  readonly unique_id: string;
  readonly status: string;
}
interface Imported {
  readonly tests: number;
  readonly translated: number;
  readonly checks: readonly { readonly id: string; readonly tests: readonly string[] }[];
  readonly untranslated: readonly { readonly test: string; readonly reason: string }[];
}

const dbt = (...words: string[]) =>
  run(DBT, [...words, '--profiles-dir', '.', '--project-dir', '.'], { cwd: folder }).catch((error) => error);
const json = async <T>(file: string): Promise<T> => JSON.parse(await readFile(join(folder, file), 'utf8')) as T; // written by dbt
/** A contract without the names of its checks, which a manifest knows better, and in whatever order. */
const contract = async (out: string, table: string): Promise<unknown> => {
  const { checks = [], ...head } = parse(await readFile(join(folder, out, 'bakery', `${table}.yml`), 'utf8')) as {
    checks?: readonly { name?: string }[];
  };
  return { ...head, checks: checks.map(({ name: _, ...check }) => JSON.stringify(check)).sort() };
};
const WORST = ['pass', 'warn', 'fail', 'error'];

describe.skipIf(!existsSync(DBT))('a hundred tests of a dbt project', () => {
  beforeAll(async () => {
    ({ folder, remove } = await makeBakery());
    await dbt('deps');
    const seeded = await dbt('seed');
    if (!/Completed successfully/.test(seeded.stdout)) throw new Error(seeded.stdout);
  });
  afterAll(() => remove());

  it('are a hundred', () => expect(HUNDRED).toHaveLength(100));

  it('have the verdicts that dbt gives on the same data', async () => {
    const tested = await dbt('test');
    const { results } = await json<{ results: readonly Result[] }>('target/run_results.json');
    expect(results, tested.stdout).toHaveLength(HUNDRED.length);

    const imported = await assay(['import', 'dbt', 'target/manifest.json', '--json'], { cwd: folder });
    expect(imported).toMatchObject({ code: 0 });
    const { checks, translated, untranslated } = JSON.parse(imported.stdout) as Imported;
    expect({ translated, untranslated }).toEqual({ translated: HUNDRED.length, untranslated: [] });

    const linted = await assay(['lint'], { cwd: folder });
    expect(linted.code, linted.stdout + linted.stderr).toBe(0);
    const checked = await assay(['check', '--json'], { cwd: folder });
    const { tables } = JSON.parse(checked.stdout) as {
      tables: { checks: { id: string; status: string; severity: string; message: string | null }[] }[];
    };
    const verdicts = new Map(tables.flatMap((table) => table.checks.map((check) => [check.id, check] as const)));
    const ours = (test: string): string => {
      const asked = checks.filter(({ tests }) => tests.includes(test)).map(({ id }) => verdicts.get(id));
      const said = asked.map((check) => {
        if (check?.status === 'fail') return check.severity === 'warn' ? 'warn' : 'fail';
        if (check?.status === 'error') return `error (${check.message})`;
        return check?.status === 'skip' ? 'pass' : (check?.status ?? 'missing');
      });
      return said.sort((a, b) => WORST.indexOf(b) - WORST.indexOf(a))[0] ?? 'missing';
    };
    const names = results.map(({ unique_id, status }) => ({ name: unique_id.split('.')[2] ?? '', status }));
    const together = names.map(({ name, status }) => `${name}: ${status}`);
    expect(names.map(({ name }) => `${name}: ${ours(name)}`)).toEqual(together);
    const failing = names.filter(({ status }) => status !== 'pass').length;
    expect(failing).toBeGreaterThan(30);
    expect(names.length - failing).toBeGreaterThan(30);
  });

  it('become the same checks from the YAML of the project as from its manifest', async () => {
    await assay(['import', 'dbt', 'target/manifest.json', '--out', 'from-manifest'], { cwd: folder });
    await assay(['import', 'dbt', 'seeds', '--schema', 'bakery', '--out', 'from-yaml'], { cwd: folder });
    for (const table of new Set(HUNDRED.map((one) => one.table))) {
      const [manifest, yaml] = await Promise.all(['from-manifest', 'from-yaml'].map((out) => contract(out, table)));
      expect(yaml, table).toEqual(manifest);
    }
  });
});
