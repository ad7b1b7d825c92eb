import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckdb } from '@assay/warehouse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assayHere } from './in-process.ts';
import { makeOrchard } from './orchard.ts';
import { assay, PROGRAM } from './program.ts';

let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await makeOrchard());
});
afterAll(() => remove());

const state = (...parts: string[]) => join(folder, '.assay', ...parts);
const here = (...words: string[]) => assayHere(words, { cwd: folder });
const asOf = async (): Promise<string> => {
  const session = await openDuckdb({ path: state('orchard.duckdb'), readOnly: true, threads: 1 });
  const { rows } = await session.query('select distinct as_of::varchar as day from gold.trees');
  await session.close();
  return rows.map(({ day }) => String(day)).join();
};
const shell = (command: string) => {
  const { status, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ASSAY: `${process.execPath} ${PROGRAM}`, LANG: 'C.UTF-8' },
  });
  return { code: status, stderr };
};
const lastRun = async () => JSON.parse(await readFile(state('latest/report.json'), 'utf8')).run;

it('a run whose report cannot be written after the rename is published, says so, and the next command tells of it', async () => {
  expect(await here('gate', '--as-of', '2026-01-28')).toMatchObject({ code: 0, stderr: '' });
  const before = await lastRun();
  // In the way of the report alone, which is written after the set is published
  await rm(state('latest'), { recursive: true });
  await writeFile(state('latest'), 'a file where a folder should be');
  const ended = await here('gate', '--as-of', '2026-01-29');
  expect(ended.code).toBe(0);
  expect(ended.stderr).toMatch(
    /^Published run \w+, as of 2026-01-29, but its report is not written: .*; the next command makes up for it\n$/,
  );
  expect(ended.stdout).toMatch(/Published 2 tables|Published 3 tables/);
  expect(await asOf()).toBe('2026-01-29');
  await rm(state('latest'));
  const next = await here('spot', 'gold.trees');
  expect(next.code).toBe(0);
  expect(next.stderr).toMatch(/^Published run \w+, as of 2026-01-29, but stopped before it was told/);
  const run = await lastRun();
  expect(run).toMatchObject({ as_of: '2026-01-29' });
  expect(run.id).not.toBe(before.id);
  expect((await readdir(state('runs', run.id))).sort()).toEqual(['report.html', 'report.json', 'summary.json']);
  expect(await here('spot', 'gold.trees')).toMatchObject({ stderr: '' });
  expect((await readdir(state())).filter((name) => name.startsWith('unfinished'))).toEqual([]);
});

it('a breach stays a breach where the report of it cannot be written', async () => {
  await rm(state('latest'), { recursive: true });
  await writeFile(state('latest'), '');
  const raw = join(folder, 'raw/harvest/all.csv');
  const good = await readFile(raw, 'utf8');
  await writeFile(raw, good.replace(/,\d+\n/, ',-5000\n'));
  const ended = await here('gate');
  await writeFile(raw, good);
  await rm(state('latest'));
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(/^Refused run \w+, as of 2026-01-31, but its report is not written/);
});

it('a check that passes and cannot be written down could not be told', async () => {
  await mkdir(state('runs'), { recursive: true });
  await rm(state('latest'), { recursive: true, force: true });
  await writeFile(state('latest'), '');
  const ended = await here('check', '--published');
  await rm(state('latest'));
  expect(ended.code).toBe(3);
  expect(ended.stderr).toMatch(
    /\nassay check: Checked run \w+, as of 2026-01-31, but its report is not written: [^\n]+\n$/,
  );
});

it('a report that was laid aside by a run that published nothing is dropped by the next gate, without a word', async () => {
  const laid = state('unfinished-20260101_000000_0000.json');
  const gone = spawn('true');
  await once(gone, 'exit');
  expect(await here('gate')).toMatchObject({ code: 0 });
  const report = JSON.parse(await readFile(state('latest/report.json'), 'utf8'));
  report.run.id = '20260101_000000_0000';
  await writeFile(laid, JSON.stringify({ by: 'run.00000000-1-0000000000000000.next', report }));
  await chmod(laid, 0o600);
  // Of another machine, which may be at work
  expect(await here('gate')).toMatchObject({ code: 0, stderr: '' });
  expect(await readdir(state())).toContain('unfinished-20260101_000000_0000.json');
  await writeFile(laid, '{"by": "');
  expect(await here('gate')).toMatchObject({ code: 0, stderr: '' });
  expect(await readdir(state())).not.toContain('unfinished-20260101_000000_0000.json');
});

it('a full device behind standard output is told in a sentence, and changes no publication', async () => {
  const gate = shell('$ASSAY gate --as-of 2026-01-30 > /dev/full');
  expect(gate.stderr).toMatch(
    /^Published run \w+, as of 2026-01-30, but standard output could not be written: the disk is full\n$/,
  );
  expect(gate.code).toBe(0);
  expect(await asOf()).toBe('2026-01-30');
  expect(shell('$ASSAY gate --as-of 2026-01-30 --json > /dev/full').code).toBe(3);
  for (const command of ['report --format json', 'list', '--help'])
    expect(shell(`$ASSAY ${command} > /dev/full`), command).toEqual({
      code: 3,
      stderr: expect.stringMatching(/^assay[ \w]*: standard output could not be written: the disk is full\n$/),
    });
  expect(shell('$ASSAY rollback > /dev/full')).toEqual({
    code: 0,
    stderr: expect.stringMatching(/^Published again: run \w+, as of 2026-01-30, but standard output/),
  });
});

it('a reader who leaves early, and a standard error that is full or closed, change nothing', () => {
  for (const command of [
    '$ASSAY report --format json | head -c 10',
    '$ASSAY gate >&- 2>&-',
    '$ASSAY gate --json 2>&1 | true',
  ])
    expect(shell(`${command} > /dev/null`), command).toEqual({ code: 0, stderr: '' });
  expect(shell('$ASSAY nonsense 2> /dev/full').code).toBe(2);
});

it('two gates that meet a torn writer file take turns, and both publish', async () => {
  await writeFile(state('orchard.writer.duckdb'), Buffer.alloc(8192));
  const both = await Promise.all([1, 2].map(() => assay(['gate', '--wait', '60'], { cwd: folder })));
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
});

it('what is published is what was checked: not another candidate, not by other contracts', async () => {
  const { folder: other, remove: away } = await makeOrchard();
  const run = (...words: string[]) => assayHere(words, { cwd: other });
  try {
    await run('build');
    expect(await run('publish')).toMatchObject({ code: 2, stderr: expect.stringMatching(/it has not been checked/) });
    await run('check');
    const session = await openDuckdb({ path: join(other, '.assay/orchard.candidate.duckdb'), threads: 1 });
    await session.execute('update silver.harvest set apples = null where tree = 7');
    await session.close();
    expect(await run('publish')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/the candidate has changed since it was checked; check it again/),
    });
    await run('build');
    await run('check');
    const contract = join(other, 'checks/gold/trees.yml');
    const text = await readFile(contract, 'utf8');
    for (const [file, content] of [
      [contract, text.replace('at_least: 1', 'at_least: 2')],
      [
        join(other, 'waivers.yml'),
        'waivers:\n  - { check: gold.trees.apples.not_null, who: Pomona, why: frost, until: 2099-01-01 }\n',
      ],
    ] as const) {
      await writeFile(file, content);
      expect(await run('publish'), file).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/has changed since it was checked; check it again/),
      });
      await (file === contract ? writeFile(file, text) : rm(file));
    }
    expect(await run('publish')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Published run/) });
    await run('gate', '--no-publish');
    expect(await run('publish')).toMatchObject({ code: 0 });
  } finally {
    await away();
  }
});

it('files with raw values are their owner’s alone', async () => {
  const { folder: other, remove: away } = await makeOrchard();
  try {
    await assayHere(['gate'], { cwd: other });
    const entries = await readdir(join(other, '.assay'), { recursive: true, withFileTypes: true });
    const { stat } = await import('node:fs/promises');
    const open: string[] = [];
    for (const entry of entries) {
      const place = join(entry.parentPath, entry.name);
      if ((await stat(place)).mode & 0o077) open.push(place);
    }
    expect(open).toEqual([]);
  } finally {
    await away();
  }
});

it('a report that somebody else asked for is as open as his umask says, and follows no link that was guessed', async () => {
  const out = await mkdtemp(join(tmpdir(), 'assay-out-'));
  try {
    expect(await here('report', '--out', join(out, 'page.html'), '--format', 'html')).toMatchObject({ code: 0 });
    expect(await here('report', '--out', out)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/is a folder; name a file in it/),
    });
    expect(await readdir(out)).toEqual(['page.html']);
  } finally {
    await rm(out, { recursive: true });
  }
});
