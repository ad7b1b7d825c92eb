import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { lastDue, parseDeadline, wholeDayBefore } from '@assay/checks';
import type { Report } from '@assay/core';
import { openDuckdb } from '@assay/warehouse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../src/main.ts';
import { makeOrchard } from './orchard.ts';

const CONFIG = `name: orchard
input: raw
records: [records]
models: [models]
checks: [checks]
targets:
  local: { type: duckdb, path: .assay/orchard.duckdb }
mail: { from: orchard@example.com, to: [pickers@example.com] }
audit: { remind: 24h, score: 90, duration: 30m }
`;

const trees = (head: string) => `table: gold.trees
owner: orchard@example.com
${head}
columns:
  apples: { not_null: true, between: { at_least: 1 } }
`;

const DAYS = `table: gold.days
owner: harvest@example.com
freshness: { within: 30h, column: picked }
`;

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await makeOrchard({
    'assay.yml': CONFIG,
    'checks/gold/trees.yml': trees('freshness: { within: 26h, from: publication }'),
    'checks/gold/days.yml': DAYS,
  }));
});
afterEach(() => remove());

/** Runs the program at a given moment. */
const at = async (now: string, ...words: string[]) => {
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) =>
    new Writable({
      write: (part, _, done) => {
        said[name] += part;
        done();
      },
    });
  const effects = {
    ...{ env: { LANG: 'C.UTF-8' }, cwd: folder, now: () => new Date(now), signal: new AbortController().signal },
    ...{ stdout: stream('stdout'), stderr: stream('stderr') },
  };
  const code = await main(words, effects);
  return { code, ...said };
};

const audited = async (now: string, ...words: string[]) => {
  const { code, stdout } = await at(now, 'audit', '--json', ...words);
  const report: Report = JSON.parse(stdout);
  return { code, report, checks: report.tables.flatMap(({ checks }) => checks) };
};

const letters = async () =>
  new Set((await readdir(join(folder, '.assay/outbox')).catch(() => [])).map((name) => name.split('.')[0])).size;

describe('what is published', { timeout: 90_000 }, () => {
  beforeEach(async () => {
    const { code, stderr, stdout } = await at('2026-02-01T05:00:00Z', 'gate', '--as-of', '2026-01-31');
    expect(code, stdout + stderr).toBe(0);
  });

  it('is fresh: counted from now to the newest event, or to the publication, as the contract says', async () => {
    const { code, report, checks } = await audited('2026-02-01T06:00:00Z');
    expect(code).toBe(0);
    expect(report).toMatchObject({ verdict: 'pass', published: null });
    expect(checks.find(({ id }) => id === 'gold.trees.freshness')).toMatchObject({
      status: 'pass',
      found: 'published 2026-02-01 05:00 UTC, 1 h ago',
      contract: { file: 'checks/gold/trees.yml', line: 3 },
    });
    expect(checks.find(({ id }) => id === 'gold.days.picked.freshness')).toMatchObject({
      status: 'pass',
      found: '2026-01-31, 6 h old',
    });
    expect(report.tables.find(({ name }) => name === 'gold.days')?.freshness).toEqual({
      newest: '2026-01-31',
      age_hours: 6,
      within_hours: 30,
    });
  });

  it('is as old for the gate as its newest event lies before the end of as_of', async () => {
    await at('2026-02-03T05:00:00Z', 'gate', '--as-of', '2026-02-01');
    const gate: Report = JSON.parse(await readFile(join(folder, '.assay/latest/report.json'), 'utf8'));
    const freshness = gate.tables.map(({ name, freshness }) => [name, freshness]);
    expect(freshness).toContainEqual(['gold.days', { newest: '2026-01-31', age_hours: 24, within_hours: 30 }]);
    expect(freshness).toContainEqual(['gold.trees', null]);
  });

  it('asks only what is cheap: freshness and volume, no rules over rows', async () => {
    const { checks, report } = await audited('2026-02-01T06:00:00Z');
    expect([...new Set(checks.map(({ kind }) => kind))].sort()).toEqual([
      'duration',
      'freshness',
      'not_empty',
      'score',
    ]);
    expect(report.statements.check).toBeLessThan(12);
  });

  it('holds the volume to a bound, and leaves counts of other tables to the gate', async () => {
    const checks = `checks:
  - row_count: { at_least: 501 }
    name: an orchard has more than 500 trees
  - row_count: { equals: { table: silver.harvest, distinct: tree } }
    name: every tree was picked
  - reconcile: { of: sum(apples), equals: { table: gold.days } }
    name: trees and days count the same apples`;
    await writeFile(join(folder, 'checks/gold/trees.yml'), trees(checks));
    const { code, checks: asked } = await audited('2026-02-01T06:00:00Z');
    expect(code).toBe(1);
    expect(asked.filter(({ kind }) => kind === 'row_count' || kind === 'reconcile')).toMatchObject([
      { name: 'an orchard has more than 500 trees', status: 'fail', found: expect.stringContaining('500') },
    ]);
  });

  it('fails when the event is too old, although the publication is young', async () => {
    const { code, checks, report } = await audited('2026-02-02T06:30:00Z');
    expect(code).toBe(1);
    expect(checks.filter(({ status }) => status === 'fail').map(({ id }) => id)).toEqual([
      'gold.days.picked.freshness',
    ]);
    expect(report.reason).toContain('gold.days');
  });

  it("keeps its runs apart, so that the gate's page, history and trends stay the gate's", async () => {
    const latest = await readFile(join(folder, '.assay/latest/report.json'), 'utf8');
    const { report } = await audited('2026-02-01T06:00:00Z');
    const kept = await readdir(join(folder, '.assay/runs/audit-runs', report.run.id));
    expect(kept.sort()).toEqual(['report.html', 'report.json', 'summary.json']);
    expect(await readFile(join(folder, '.assay/latest/report.json'), 'utf8')).toBe(latest);
    await at('2026-02-01T07:00:00Z', 'gate', '--as-of', '2026-01-31');
    const gate: Report = JSON.parse(await readFile(join(folder, '.assay/latest/report.json'), 'utf8'));
    expect(gate.previous?.published).toBe(true);
  });

  it('mails a breach once, reminds in the configured rhythm, and tells its end', async () => {
    const written = async (now: string) => {
      const before = await letters();
      const { code } = await at(now, 'audit', '--quiet');
      return [code, (await letters()) - before];
    };
    await at('2026-02-01T06:00:00Z', 'audit', '--quiet');
    expect(await written('2026-02-01T07:00:00Z')).toEqual([0, 0]);
    expect(await written('2026-02-02T07:00:00Z')).toEqual([1, 1]);
    expect(await written('2026-02-02T07:30:00Z')).toEqual([1, 1]); // the publication is too old as well by now
    expect(await written('2026-02-02T08:30:00Z')).toEqual([1, 0]);
    expect(await written('2026-02-03T06:30:00Z')).toEqual([1, 0]);
    expect(await written('2026-02-03T07:00:00Z')).toEqual([1, 1]);
    expect(await written('2026-02-03T07:30:00Z')).toEqual([1, 0]); // both were told half an hour ago
    await writeFile(join(folder, 'raw/harvest/more.csv'), 'tree,picked,apples\n1,2026-02-02,4\n');
    expect((await at('2026-02-03T09:00:00Z', 'gate', '--as-of', '2026-02-02', '--quiet')).code).toBe(0);
    expect(await written('2026-02-03T09:30:00Z')).toEqual([0, 1]);
    expect(await written('2026-02-03T10:30:00Z')).toEqual([0, 0]);
  });

  it('reminds each owner of what is theirs alone, and the team of all, also where a mail for every gate is wanted', async () => {
    const config = CONFIG.replace('to: [pickers@example.com]', 'to: [pickers@example.com], owners: true, when: always');
    await writeFile(join(folder, 'assay.yml'), config);
    const readers = async (now: string): Promise<string[]> => {
      const waiting = join(folder, '.assay/outbox');
      const before = new Set(await readdir(waiting).catch(() => []));
      await at(now, 'audit', '--quiet');
      const fresh = (await readdir(waiting)).filter((name) => name.endsWith('.json') && !before.has(name));
      const envelopes = await Promise.all(fresh.map((name) => readFile(join(waiting, name), 'utf8')));
      return envelopes.flatMap((text) => JSON.parse(text).pending).sort();
    };
    await at('2026-02-01T06:00:00Z', 'audit', '--quiet');
    expect(await readers('2026-02-02T06:30:00Z')).toEqual(['harvest@example.com', 'pickers@example.com']);
    expect(await readers('2026-02-02T07:30:00Z')).toEqual(['orchard@example.com', 'pickers@example.com']);
    expect(await readers('2026-02-02T08:30:00Z')).toEqual([]);
    expect(await readers('2026-02-03T06:30:00Z')).toEqual(['harvest@example.com', 'pickers@example.com']);
    expect(await readers('2026-02-03T07:30:00Z')).toEqual(['orchard@example.com']);
  });

  it('has to be of the last whole day by the hour that its readers named', async () => {
    await writeFile(join(folder, 'checks/gold/trees.yml'), trees('ready_by: 08:00 Europe/Berlin on working days'));
    const ready = async (now: string) =>
      (await audited(now)).checks.find(({ id }) => id === 'gold.trees.ready_by') ?? { status: 'not asked' };
    // 2 February 2026 is a Monday; 08:00 in Berlin is 07:00 UTC
    expect(await ready('2026-02-02T06:59:00Z')).toMatchObject({ status: 'pass' });
    expect(await ready('2026-02-02T07:01:00Z')).toMatchObject({
      status: 'fail',
      found: 'as of 2026-01-31, published 2026-02-01 05:00 UTC',
      wanted: 'as of 2026-02-01 by 2026-02-02 07:00 UTC',
    });
  });

  it('lets a missed promise be waived until a day, with who and why', async () => {
    const waiver = "{ check: gold.trees.freshness, who: ann, why: the press is being cleaned, until: '2026-02-03' }";
    await writeFile(join(folder, 'waivers.yml'), `waivers: [${waiver}]\n`);
    await writeFile(join(folder, 'checks/gold/days.yml'), 'table: gold.days\n');
    expect((await audited('2026-02-03T06:00:00Z')).code).toBe(0);
    expect((await audited('2026-02-04T06:00:00Z')).code).toBe(1);
  });

  it('says where a deadline stands that nobody can read', async () => {
    await writeFile(join(folder, 'checks/gold/trees.yml'), trees('ready_by: eight in the morning'));
    const { code, stderr } = await at('2026-02-02T06:00:00Z', 'audit');
    expect(code).toBe(2);
    expect(stderr).toMatch(/checks\/gold\/trees\.yml:1.*08:00 Europe\/Berlin on working days/);
    expect((await at('2026-02-02T06:00:00Z', 'lint')).code).toBe(2);
  });

  it('alerts on a low score, and on a run that took too long', async () => {
    const runs = join(folder, '.assay/runs');
    const [id = ''] = (await readdir(runs)).filter((name) => /^\d/.test(name));
    const file = join(runs, id, 'summary.json');
    const summary = JSON.parse(await readFile(file, 'utf8'));
    summary.score = 80;
    summary.run.finished_at = '2026-02-01T06:00:00.000Z';
    await writeFile(file, JSON.stringify(summary));
    const { code, checks } = await audited('2026-02-01T06:00:00Z');
    expect(code).toBe(1);
    expect(checks.filter(({ status }) => status === 'fail')).toMatchObject([
      { id: 'assay.runs.score', severity: 'error', found: `80 in run ${id}` },
      { id: 'assay.runs.duration', severity: 'warn', found: `1 h in run ${id}` },
    ]);
  });

  it('warns of a table that a model builds and nobody has published', async () => {
    await writeFile(
      join(folder, 'models/gold/weeks.sql'),
      '-- grain: tree\nselect tree from silver.harvest group by tree',
    );
    const { code, checks } = await audited('2026-02-01T06:00:00Z');
    expect(code).toBe(0);
    expect(checks.find(({ id }) => id === 'gold.weeks.published')).toMatchObject({ status: 'fail', severity: 'warn' });
  });
});

it('says that nothing is published yet', async () => {
  const { code, stderr } = await at('2026-02-01T06:00:00Z', 'audit');
  expect([code, stderr]).toEqual([2, expect.stringContaining('nothing published')]);
});

it('audits a schema that somebody else fills by the properties of its tables', async () => {
  await mkdir(join(folder, '.assay'), { recursive: true });
  const theirs = await openDuckdb({ path: join(folder, '.assay/orchard.duckdb') });
  await theirs.execute(`create schema dbt;
    create table dbt.presses as select timestamp '2026-02-01 04:00:00' as pressed_at, date '9999-12-31' as valid_to;
    create table dbt.juice as select timestamp '2026-01-29 04:00:00' as pressed_at;
    create table dbt.labels as select 1 as label;
    create table dbt.barrels (barrel bigint);
    comment on table dbt.presses is 'Presses; assay.owner=press@example.com; assay.sla_freshness_hours=3';
    comment on table dbt.juice is 'assay.sla_freshness_hours=48; assay.owner=juice@example.com'`);
  await theirs.close();
  const { code, report } = await audited('2026-02-01T06:00:00Z', '--schema', 'dbt');
  expect(code).toBe(1);
  const told = report.tables.map(({ name, owner, checks }) => [
    name,
    owner,
    ...checks.map(({ status, found, message }) => `${status}: ${message ?? found}`),
  ]);
  const unheld = expect.stringMatching(/^skip: changed 2\d{3}-.* no property assay\.sla_freshness_hours/);
  expect(told).toEqual([
    ['dbt.barrels', null, unheld, 'fail: 0 rows'],
    ['dbt.juice', 'juice@example.com', 'fail: pressed_at 2026-01-29 04:00:00, 3.1 days old', 'pass: 1 row'],
    ['dbt.labels', null, unheld, 'pass: 1 row'],
    ['dbt.presses', 'press@example.com', 'pass: pressed_at 2026-02-01 04:00:00, 2 h old', 'pass: 1 row'],
  ]);
  expect(report.tables.find(({ name }) => name === 'dbt.presses')?.freshness).toEqual({
    newest: '2026-02-01 04:00:00',
    age_hours: 2,
    within_hours: 3,
  });
  expect((await at('2026-02-01T06:00:00Z', 'audit', '--schema', 'nowhere')).code).toBe(2);
});

describe('a deadline', () => {
  const due = (text: string, now: string) => {
    const deadline = parseDeadline(text);
    return deadline && lastDue(deadline, new Date(now)).toISOString();
  };

  it.each([
    ['today, once it has passed', '08:00 Europe/Berlin', '2026-02-03T07:00:00Z', '2026-02-03T07:00:00.000Z'],
    ['yesterday before', '08:00 Europe/Berlin', '2026-02-03T06:59:59Z', '2026-02-02T07:00:00.000Z'],
    ['an hour earlier in summer', '08:00 Europe/Berlin', '2026-07-03T12:00:00Z', '2026-07-03T06:00:00.000Z'],
    ['Friday, on a Sunday', '08:00 Europe/Berlin on working days', '2026-02-01T12:00:00Z', '2026-01-30T07:00:00.000Z'],
    [
      'the Monday before, on a Monday morning',
      '09:30 America/New_York on Mondays',
      '2026-02-02T12:00:00Z',
      '2026-01-26T14:30:00.000Z',
    ],
    [
      'pushed on where the clock springs over it',
      '02:30 Europe/Berlin',
      '2026-03-29T12:00:00Z',
      '2026-03-29T01:30:00.000Z',
    ],
    ['the other side of the date line', '07:00 Pacific/Auckland', '2026-02-02T18:30:00Z', '2026-02-02T18:00:00.000Z'],
  ])('is %s', (_, text, now, expected) => {
    expect(due(text, now)).toBe(expected);
  });

  it.each(['8:00 Europe/Berlin', '08:00', '08:00 Europe/Bärlin', '25:00 UTC', '08:00 UTC on holidays'])(
    'is not %s',
    (text) => {
      expect(parseDeadline(text)).toBeUndefined();
    },
  );

  it('asks for the day that was the last whole one, in UTC', () => {
    expect(wholeDayBefore(new Date('2026-02-02T18:00:00Z'))).toBe('2026-02-01');
  });
});
