import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { readLatest, assay as run } from './program.ts';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await makeOrchard());
});
afterEach(() => remove());

const assay = (...words: string[]) => run(words, { cwd: folder });
const write = (file: string, text: string) => writeFile(join(folder, file), text);
const read = (file: string) => readFile(join(folder, file), 'utf8');
const checks = async () => (await readLatest(folder)).tables.flatMap((table) => table.checks);

describe('a statement that takes too long', () => {
  beforeEach(async () => {
    const config = await read('assay.yml');
    await write('assay.yml', config.replace('orchard.duckdb }', 'orchard.duckdb, statement_timeout: 1 }'));
  });
  const endless = `select a.tree from gold.trees a, gold.trees b, gold.trees c, gold.trees d, gold.trees e
      where a.apples + b.apples + c.apples + d.apples + e.apples = -1`;

  it('is stopped, and only its own check could not be asked', async () => {
    await write('checks/gold/days.yml', `table: gold.days\nchecks:\n  - sql: ${endless}\n    name: never ends\n`);
    const { code } = await assay('gate');
    expect(code).toBe(3);
    const [stopped, ...others] = (await checks()).sort((a, b) =>
      a.status === 'error' ? -1 : b.status === 'error' ? 1 : 0,
    );
    expect(stopped).toMatchObject({ id: 'gold.days.sql.never-ends', status: 'error' });
    expect(stopped?.message).toMatch(/took longer than 1000 ms/);
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set(['pass']));
    expect(others.length).toBeGreaterThan(8);
  });

  it('is stopped where what is published is checked as well', async () => {
    await assay('gate');
    const slow = `(select count(*) from (${endless}) x) >= 0`;
    await write('checks/gold/days.yml', `table: gold.days\nchecks:\n  - holds: ${slow}\n`);
    expect((await assay('check', 'gold.days')).code).toBe(3);
    expect((await checks()).filter(({ status }) => status === 'error')).toHaveLength(1);
  });
});

describe('rows that are moved to quarantine, when nothing is said of limits', () => {
  const rot = async (count: number) => {
    const file = 'raw/harvest/all.csv';
    const bad = Array.from({ length: count }, (_, i) => `${900 + i},2026-01-30,-5\n`);
    await write(file, `${await read(file)}${bad.join('')}`);
  };
  const demand = (more = '') =>
    write(
      'checks/gold/bronze.yml',
      `table: bronze.harvest\nchecks:\n  - { holds: apples > 0, action: quarantine${more} }\n`,
    );
  const verdict = async () => {
    const { code } = await assay('gate');
    const { status, severity, failing_rows, wanted } =
      (await checks()).find(({ id }) => id.startsWith('bronze.harvest.holds')) ?? {};
    return { code, status, severity, failing_rows, wanted };
  };

  it('are a warning while they are few, and nothing is built on them', async () => {
    await demand();
    await rot(10);
    expect(await verdict()).toMatchObject({ code: 0, status: 'fail', severity: 'warn', failing_rows: 10 });
    const { stdout } = await assay('spot', 'select count(*) as n from gold.trees where tree >= 900', '--json');
    expect(JSON.parse(stdout).rows).toEqual([{ n: '0' }]);
  });

  it('are an error above the share of quarantine: at_most, and the verdict says so', async () => {
    await demand();
    await rot(11);
    expect(await verdict()).toMatchObject({ code: 1, status: 'fail', severity: 'error', failing_rows: 11 });
    expect((await verdict()).wanted).toMatch(/an error above 0\.5%$/);
    await write('assay.yml', `${await read('assay.yml')}quarantine: { at_most: 1% }\n`);
    expect(await verdict()).toMatchObject({ code: 0, severity: 'warn' });
  });

  it.each([
    [', error: "> 2"', 1, 'error'],
    [', severity: warn', 0, 'warn'],
  ])('obey limits where a check has them (%s)', async (more, code, severity) => {
    await demand(more);
    await rot(3);
    expect(await verdict()).toMatchObject({ code, severity, failing_rows: 3 });
  });
});
