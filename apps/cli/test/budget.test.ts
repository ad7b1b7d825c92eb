import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { readLatest, assay as run } from './program.ts';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await makeOrchard());
});
afterEach(() => remove());

const assay = (...words: string[]) => run(words, { cwd: folder });
const allow = async (budget: string) => {
  const file = join(folder, 'assay.yml');
  const text = (await readFile(file, 'utf8')).replace(/^budget:.*\n/m, '');
  await writeFile(file, `${text}budget: ${budget}\n`);
};

it('explains statements, scans and columns by table and by check before anything runs', async () => {
  const all = JSON.parse((await assay('explain', '--json')).stdout);
  const trees = all.tables.find(({ table }: { table: string }) => table === 'gold.trees');
  expect(trees).toMatchObject({ checks: 6, columns: ['apples', 'tree'] });
  const { tables, checks, statements } = JSON.parse((await assay('explain', 'gold.trees', '--json')).stdout);
  expect(tables).toEqual([trees]);
  expect(statements).toHaveLength(trees.statements);
  const sum = checks.reduce((total: number, { statements: part }: { statements: number }) => total + part, 0);
  expect(sum).toBeCloseTo(trees.statements, 1);
  expect(checks.find(({ id }: { id: string }) => id === 'gold.trees.apples.between').columns).toEqual(['apples']);
  expect((await assay('explain', 'gold.trees')).stdout).toMatch(/gold\.trees\.tree\.unique +\d/);
});

it('refuses before anything is built what its plan shows to be too dear, and explain says so too', async () => {
  await allow('{ table: { statements: 1 } }');
  const said = /gold\.trees: \d+ statements, 1 allowed; gold\.trees\.[a-z._-]+ costs most/;
  expect(await assay('gate')).toMatchObject({ code: 2, stderr: expect.stringMatching(said) });
  expect(await assay('explain')).toMatchObject({ code: 2, stderr: expect.stringMatching(said) });
  expect(await assay('spot', 'gold.trees')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('nothing is published'),
  });
});

it('refuses a run that came to cost more than planned, names the dearest check, and can be waived', async () => {
  await allow('{ seconds: 0.0001 }');
  expect((await assay('gate')).code).toBe(1);
  const report = await readLatest(folder);
  expect(report).toMatchObject({ verdict: 'fail', published: false });
  const [check] = report.tables.find(({ name }) => name === 'assay.runs')?.checks ?? [];
  expect(check).toMatchObject({ id: 'assay.runs.budget', status: 'fail', wanted: 'budget: of assay.yml' });
  expect(check?.found).toMatch(/seconds, 0.0001 allowed; [a-z]+\.[a-z]+\.[a-z._-]+ costs most/);
  const waiver = '{ check: assay.runs.budget, who: Ada, why: the harvest is large, until: 2999-01-01 }';
  await writeFile(join(folder, 'waivers.yml'), `waivers:\n  - ${waiver}\n`);
  expect((await assay('gate')).code).toBe(0);
});

it('says nothing of a budget that is kept, and counts what was really sent', async () => {
  await allow('{ statements: 500, scans: 200, seconds: 100, table: { statements: 100 } }');
  expect((await assay('gate')).code).toBe(0);
  const { statements, tables } = await readLatest(folder);
  expect(tables.map(({ name }) => name)).not.toContain('assay.runs');
  expect(statements.check).toBeGreaterThan(5);
  expect(statements.scans).toBeGreaterThan(0);
  expect(statements.scans).toBeLessThan(statements.check);
});

it.each([
  ['{ statements: 0 }', /expected more than 0; found 0/],
  ['{ statments: 5 }', /unknown key statments; did you mean statements/],
])('refuses budget: %s with its place', async (budget, said) => {
  await allow(budget);
  const { code, stderr } = await assay('lint');
  expect(code).toBe(2);
  expect(stderr).toMatch(/assay\.yml:\d+:\d+/);
  expect(stderr).toMatch(said);
});
