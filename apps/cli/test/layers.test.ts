import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assayHere } from './in-process.ts';
import { makeOrchard } from './orchard.ts';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await makeOrchard());
});
afterEach(() => remove());

const assay = (...words: string[]) => assayHere(words, { cwd: folder });
const at = (name: string) => join(folder, name);
const put = async (name: string, text: string) => {
  await mkdir(dirname(at(name)), { recursive: true });
  await writeFile(at(name), text);
};
const config = (layers: string) =>
  put(
    'assay.yml',
    `name: orchard\nas_of: 2026-01-31\ninput: raw\n${layers}\ntargets: { t: { type: duckdb, path: o.duckdb } }\n`,
  );

describe('a layer that is named', () => {
  it.each([
    [
      'records: [recrods]\nmodels: [models]\nchecks: [checks]',
      'records: recrods is not there; did you mean records?',
      4,
    ],
    ['records: [records]\nmodels: [models, gone]\nchecks: [checks]', 'models: gone is not there', 5],
    ['records: [records]\nmodels: [models]\nchecks: [chekcs]', 'checks: chekcs is not there; did you mean checks?', 6],
    ['records: [records]\nmodels: [assay.yml]\nchecks: [checks]', 'models: assay.yml is a file, where a folder', 5],
  ])('%j is refused where it is not there', async (layers, said, line) => {
    await config(layers);
    for (const command of ['lint', 'gate', 'check', 'list', 'explain']) {
      const { code, stdout, stderr } = await assay(command);
      expect([command, code, stdout + stderr]).toEqual([command, 2, expect.stringContaining(said)]);
      expect(stdout + stderr).toContain(`assay.yml:${line}:`);
    }
  });

  it('may lie anywhere, and a near name is looked for there', async () => {
    await rename(at('checks'), at('quality-checks'));
    await mkdir(at('quality'));
    await rename(at('quality-checks'), at('quality/checks'));
    await config('records: [records]\nmodels: [models]\nchecks: [quality/cheks]');
    expect((await assay('lint')).stdout).toContain('checks: quality/cheks is not there; did you mean quality/checks?');
  });

  it('need not be there where nobody names it', async () => {
    await rm(at('checks'), { recursive: true });
    await config('records: [records]\nmodels: [models]');
    expect(await assay('lint')).toMatchObject({ code: 0 });
  });
});

it('calls a folder of the usual name that is not there yet empty, and says so, but no name that is nearly there', async () => {
  await rename(at('checks'), at('away'));
  await config('records: [records]\nmodels: [models]\nchecks: [checks]');
  const { code, stderr } = await assay('gate');
  expect([code, stderr]).toEqual([0, expect.stringContaining('checks: checks is not there, so it adds nothing')]);
  await rename(at('away'), at('chekcs'));
  expect(await assay('lint')).toMatchObject({ code: 2 });
});

describe('a contract', () => {
  const REAL = 'elsewhere/trees.yml';
  const WRONG = 'has no column pears';
  const wrong = 'table: gold.trees\ncolumns: { pears: { not_null: true } }\n';
  const isRead = async () => expect((await assay('lint')).stdout).toContain(WRONG);
  beforeEach(async () => {
    await rm(at('checks'), { recursive: true });
    await put(REAL, wrong);
    await mkdir(at('checks/gold'), { recursive: true });
  });

  it('is read through a link', async () => {
    await symlink('../../elsewhere/trees.yml', at('checks/gold/trees.yml'));
    await isRead();
  });

  it('is read through a linked folder, and once in a circle of links', async () => {
    await rm(at('checks/gold'), { recursive: true });
    await symlink('../elsewhere', at('checks/gold'));
    await symlink('../checks', at('elsewhere/round'));
    await isRead();
    expect((await assay('lint')).stdout).not.toContain('has a contract already');
  });

  it('is read as a configuration store mounts it', async () => {
    await put('checks/..2026/trees.yml', wrong);
    await symlink('..2026', at('checks/..data'));
    await symlink('..data/trees.yml', at('checks/trees.yml'));
    await isRead();
    expect((await assay('lint')).stdout).not.toContain('has a contract already');
  });

  it.each(['trees.YML', 'trees.Yaml', 'deep/er/trees.yaml'])('is read as %s', async (name) => {
    await put(`checks/${name}`, wrong);
    await isRead();
  });

  it('that is a link which leads nowhere is said', async () => {
    await symlink('../../gone.yml', at('checks/gold/trees.yml'));
    const { code, stdout } = await assay('lint');
    expect([code, stdout]).toEqual([
      2,
      expect.stringMatching(/checks\/gold\/trees\.yml: is a link that leads nowhere/),
    ]);
  });

  it('protects what it calls PII in a linked file as well', async () => {
    await put(REAL, 'table: gold.trees\npii: [tree]\n');
    await symlink('../../elsewhere/trees.yml', at('checks/gold/trees.yml'));
    expect(await assay('gate', '--quiet')).toMatchObject({ code: 0 });
    expect(await assay('spot', 'select * from gold.trees')).toMatchObject({ code: 2 });
  });
});

describe('models and record schemas', () => {
  it('are read through links and with endings of any case', async () => {
    await rename(at('models/gold/trees.sql'), at('trees.txt'));
    await symlink('../../trees.txt', at('models/gold/trees.SQL'));
    await rename(at('records/harvest.schema.json'), at('records/harvest.Schema.JSON'));
    await rename(at('models/silver'), at('silver'));
    await symlink('../silver', at('models/silver'));
    expect((await assay('list')).stdout).toMatch(/gold\.days[\s\S]*gold\.trees|gold\.trees[\s\S]*gold\.days/);
  });

  it('that differ by the case of letters alone are refused', async () => {
    await put('models/gold/Trees.sql', 'select 1 as tree');
    expect((await assay('lint')).stdout).toMatch(/models\/gold\/trees\.sql: differs from gold\/Trees\.sql in the case/);
  });
});

it('names once what lies in a layer and is not read', async () => {
  await put('models/loose.sql', 'select 1 as a');
  await put('checks/gold/old.yml.bak', '');
  await put('checks/README.md', '');
  const { code, stderr } = await assay('lint');
  expect(code).toBe(0);
  expect(stderr).toBe(
    `models: not read, as a model is <schema>/<table>.sql: loose.sql
checks: not read, as a contract is a .yml or .yaml file: gold/old.yml.bak
`,
  );
  expect((await assay('gate')).stderr).toContain('not read, as a model is <schema>/<table>.sql: loose.sql');
});
