import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDuckdb } from '@assay/warehouse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { readLatest, assay as run, start } from './program.ts';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await makeOrchard());
});
afterEach(() => remove());

const assay = (...words: string[]) => run(words, { cwd: folder });
const write = (file: string, text: string) => writeFile(join(folder, file), text);
const publishedDay = async () => {
  const { stdout } = await assay('spot', 'select distinct cast(as_of as string) as day from gold.trees', '--json');
  return JSON.parse(stdout).rows[0].day as string;
};

/** A tree that bears less than nothing breaks the contract. */
const poison = async () => {
  const file = join(folder, 'raw/harvest/all.csv');
  await writeFile(file, `${await readFile(file, 'utf8')}901,2026-01-30,-5\n902,2026-01-30,-6\n`);
};

describe('gate', () => {
  it('publishes the whole set, keeps the run and shows the page', async () => {
    const { code, stdout } = await assay('gate');
    expect(code).toBe(0);
    expect(stdout).toContain('Published 3 tables');
    const report = await readLatest(folder);
    expect(report).toMatchObject({
      verdict: 'pass',
      published: true,
      run: { as_of: '2026-01-31', project: 'orchard' },
    });
    expect((await readdir(join(folder, '.assay/runs', report.run.id))).sort()).toEqual([
      'report.html',
      'report.json',
      'summary.json',
    ]);
    expect(await publishedDay()).toBe('2026-01-31');
  });

  it('refuses the whole set when one check fails, and leaves what was published', async () => {
    await assay('gate', '--as-of', '2026-01-29');
    await poison();
    const { code, stdout } = await assay('gate');
    expect(code).toBe(1);
    expect(stdout).toContain('Refused');
    expect(await publishedDay()).toBe('2026-01-29');
    const report = await readLatest(folder);
    expect(report).toMatchObject({ verdict: 'fail', published: false });
    const failing = report.tables.flatMap(({ checks }) => checks).find(({ status }) => status === 'fail');
    expect(failing).toMatchObject({ id: 'gold.trees.apples.between', failing_rows: 2 });
    expect(failing?.samples.map(({ tree }) => String(tree))).toEqual(['901', '902']);
  });

  it('prints SQL that lists exactly the offenders of the refused candidate', async () => {
    await poison();
    await assay('gate');
    const report = await readLatest(folder);
    const failing = report.tables.flatMap(({ checks }) => checks).filter(({ status, sql }) => status === 'fail' && sql);
    expect(failing.length).toBeGreaterThan(0);
    const session = await openDuckdb({ path: join(folder, '.assay/orchard.candidate.duckdb'), readOnly: true });
    for (const { sql, failing_rows } of failing)
      expect((await session.query(sql ?? '')).rows).toHaveLength(failing_rows ?? -1);
    await session.close();
  });

  it('says what would happen and publishes nothing with --no-publish', async () => {
    const { code, stdout } = await assay('gate', '--no-publish', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'pass', published: null });
    expect(existsSync(join(folder, '.assay/orchard.duckdb'))).toBe(false);
  });

  it('gives the same report twice, but for times and ids', async () => {
    const stable = async () =>
      (await readLatest(folder)).tables.map(({ name, rows, checks }) => ({
        name,
        rows,
        checks: checks.map(({ trend: _, previous_status: __, ...check }) => check),
      }));
    await assay('gate');
    await assay('gate');
    const once = await stable();
    await assay('gate');
    expect(await stable()).toEqual(once);
  });

  it('ends with 3 when a check could not be asked, and its neighbours keep their verdicts', async () => {
    await write(
      'checks/gold/days.yml',
      `table: gold.days\nchecks:\n  - holds: cast(concat('x', cast(apples as string)) as int) > 0\n    name: cannot be asked\n`,
    );
    const { code } = await assay('gate');
    expect(code).toBe(3);
    const report = await readLatest(folder);
    expect(report).toMatchObject({ verdict: 'error', published: false, totals: { error: 1, fail: 0 } });
    expect(report.totals.pass).toBe(report.totals.checks - 1);
  });

  it('builds only what is selected and what is made of it', async () => {
    await assay('gate', '--as-of', '2026-01-29');
    const { code } = await assay('gate', '--select', 'gold.trees', '--as-of', '2026-01-30', '--no-publish');
    expect(code).toBe(1);
    expect(
      (await readLatest(folder)).tables.flatMap(({ checks }) => checks).find(({ status }) => status === 'fail')?.kind,
    ).toBe('reconcile');
    expect(await assay('gate', '--select', 'gold.tress')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('matches no table'),
    });
  });
});

describe('the steps, one by one', () => {
  it('publishes a candidate only after its checks passed', async () => {
    expect(await assay('publish')).toMatchObject({ code: 2, stderr: expect.stringContaining('no candidate') });
    expect(await assay('build')).toMatchObject({ code: 0 });
    expect(await assay('publish')).toMatchObject({ code: 2, stderr: expect.stringContaining('assay check') });
    expect(await assay('check')).toMatchObject({ code: 0, stderr: expect.stringContaining('checking candidate') });
    expect(await assay('publish')).toMatchObject({ code: 0 });
    expect(await assay('check')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('checking what is published'),
    });
  });

  it('does not publish a candidate whose checks failed', async () => {
    await poison();
    await assay('build');
    expect(await assay('check')).toMatchObject({ code: 1 });
    expect(await assay('publish')).toMatchObject({ code: 2, stderr: expect.stringContaining('checks failed') });
  });

  it('goes back to the publication before', async () => {
    for (const day of ['2026-01-28', '2026-01-29']) await assay('gate', '--as-of', day);
    expect(await assay('rollback')).toMatchObject({ code: 0, stdout: expect.stringContaining('2026-01-28') });
    expect(await publishedDay()).toBe('2026-01-28');
  });

  it('checks one table when asked for one', async () => {
    await assay('gate');
    await assay('check', 'gold.trees');
    expect((await readLatest(folder)).tables.map(({ name }) => name)).toEqual(['gold.trees']);
  });
});

describe('somebody else at work', () => {
  it('is named when the wait is over, and the exit code says that nothing is known', async () => {
    await assay('gate');
    const holder = start(['gate', '--as-of', '2026-01-29'], { cwd: folder });
    const other = await openDuckdb({ path: join(folder, '.assay/orchard.writer.duckdb') }).catch(() => undefined);
    const { code, stderr } = await assay('gate', '--wait', '0.2');
    await other?.close();
    holder.child.kill('SIGKILL');
    await holder.ended;
    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringMatching(/PID \d+/) });
  });
});

it('stops with 130 on Ctrl-C and leaves what is published', async () => {
  await assay('gate', '--as-of', '2026-01-28');
  await write(
    'models/gold/endless.sql',
    '-- grain: n\nselect count(*) as n from (select a.tree from silver.harvest a cross join silver.harvest b cross join silver.harvest c where a.tree + b.tree + c.tree > :as_of_number) t'.replace(
      ':as_of_number',
      '0',
    ),
  );
  const { child, ended } = start(['gate'], { cwd: folder });
  await new Promise((resolve) => setTimeout(resolve, 2500));
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 130 });
  expect(await publishedDay()).toBe('2026-01-28');
});

it('loses no mail to a dead server, which changes neither verdict nor exit code', async () => {
  const config = await readFile(join(folder, 'assay.yml'), 'utf8');
  await write(
    'assay.yml',
    `${config}mail: { from: quality@example.com, smtp: "\${SMTP_URL}", to: [team@example.com], when: always }\n`,
  );
  const env = { SMTP_URL: 'smtp://somebody:opensesame@127.0.0.1:9' };
  const { code, stdout, stderr } = await run(['gate'], { cwd: folder, env });
  expect(code).toBe(0);
  expect(stderr).toContain('.assay/outbox');
  expect(stdout + stderr).not.toContain('opensesame');
  const waiting = await readdir(join(folder, '.assay/outbox'), { recursive: true });
  expect(waiting.filter((name) => name.endsWith('.eml'))).toHaveLength(1);
}, 60_000);
