import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run, Session } from '@assay/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { duckdbWarehouse } from '../src/duckdb/warehouse.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-warehouse-'));
  path = join(folder, 'state', 'shop.duckdb');
});
afterEach(() => rm(folder, { recursive: true }));

const run = (id: string): Run => ({
  id,
  project: 'shop',
  target: 'local',
  asOf: '2026-01-31',
  startedAt: new Date('2026-02-01T06:00:00Z'),
  git: null,
});
const open = () => duckdbWarehouse({ type: 'duckdb', path, memory: '500MB' });
const once_ = { wait: 0 };

const publish = async (id: string, rows: number) => {
  const warehouse = open();
  const candidate = await warehouse.begin({ run: run(id), ...once_ });
  await candidate.session.execute(
    `create schema if not exists gold; create or replace table gold.t as from range(${rows}) r(n)`,
  );
  await candidate.mark('passed');
  await warehouse.publish(candidate, { run: id, asOf: '2026-01-31', publishedAt: `2026-02-01T06:00:0${id.at(-1)}Z` });
};
const count = async (session: Session | undefined) =>
  (await session?.query('select count(*)::integer as n from gold.t'))?.rows[0]?.n;

it('has nothing published at first, and no candidate', async () => {
  expect(await open().published()).toBeUndefined();
  expect(await open().publication()).toBeUndefined();
  expect(await open().lastCandidate()).toBeUndefined();
});

it('shows a publication to new readers while an old reader keeps its snapshot', async () => {
  await publish('run_1', 1);
  const old = await open().published();
  await publish('run_2', 2);
  const young = await open().published();
  expect([await count(old), await count(young)]).toEqual([1, 2]);
  expect(await open().publication()).toMatchObject({ run: 'run_2' });
  await Promise.all([old?.close(), young?.close()]);
});

it('lets a candidate see what is published beside its own copy, also when it is opened again', async () => {
  const first = open();
  const nothing = await first.begin({ run: run('run_0'), ...once_ });
  expect(nothing.before).toBeUndefined();
  await nothing.close();
  await publish('run_1', 1);
  const warehouse = open();
  const begun = await warehouse.begin({ run: run('run_2'), ...once_ });
  await begun.session.execute('create or replace table gold.t as from range(7) r(n)');
  await begun.mark('built');
  await begun.close();
  const candidate = await warehouse.resume(once_);
  const physical = candidate?.before?.physical('gold', 't');
  const before = await candidate?.session.query(`select count(*)::integer as n from ${physical}`);
  expect([await count(candidate?.session), before?.rows[0]?.n]).toEqual([7, 1]);
  expect(candidate?.before?.publication).toMatchObject({ run: 'run_1', asOf: '2026-01-31' });
  expect(await candidate?.before?.catalog(['gold'])).toEqual(new Map([['gold.t', [{ name: 'n', type: 'bigint' }]]]));
  expect(await candidate?.session.catalog(['gold'])).toHaveProperty('size', 1);
  if (candidate)
    await warehouse.publish(candidate, { run: 'run_2', asOf: '2026-01-31', publishedAt: '2026-02-01T06:00:02Z' });
  expect(await count(await open().published())).toBe(7);
});

it('starts a candidate from what is published and leaves the published file alone', async () => {
  await publish('run_1', 1);
  const candidate = await open().begin({ run: run('run_2'), ...once_ });
  expect(await count(candidate.session)).toBe(1);
  await candidate.session.execute('drop table gold.t');
  await candidate.mark('refused');
  await candidate.close();
  const published = await open().published();
  expect(await count(published)).toBe(1);
  await published?.close();
  expect(await open().lastCandidate()).toMatchObject({ run: 'run_2', state: 'refused' });
});

const copies = async () => (await readdir(join(folder, 'state'))).filter((name) => name.includes('.copy-'));

it('begins with a copy made ahead, and with a new one where something else was published meanwhile', async () => {
  await publish('run_1', 1);
  const warehouse = open();
  for (const published of [1, 2]) {
    warehouse.expect?.();
    if (published === 2) await publish('run_2', 2);
    const candidate = await warehouse.begin({ run: run('run_3'), ...once_ });
    expect(await count(candidate.session)).toBe(published);
    await candidate.close();
  }
  expect(await copies()).toEqual([]);
});

it('leaves no copy behind that was made for nothing, nor one of a process that is gone', async () => {
  await publish('run_1', 1);
  const warehouse = open();
  warehouse.expect?.();
  await warehouse.close();
  expect(await copies()).toEqual([]);
  const gone = spawn('true');
  await once(gone, 'exit');
  await writeFile(`${path}.copy-${gone.pid}`, 'half a copy');
  await publish('run_2', 2);
  expect(await copies()).toEqual([]);
});

it('goes back to an earlier publication, and forth again', async () => {
  for (const [i, id] of ['run_1', 'run_2', 'run_3'].entries()) await publish(id, i + 1);
  const rows = async () => {
    const session = await open().published();
    const n = await count(session);
    await session?.close();
    return n;
  };
  expect(await open().rollback(once_)).toMatchObject({ run: 'run_2' });
  expect(await rows()).toBe(2);
  expect(await open().rollback({ ...once_, to: 'run_3' })).toMatchObject({ run: 'run_3' });
  expect(await rows()).toBe(3);
  await expect(open().rollback({ ...once_, to: 'run_9' })).rejects.toThrow(/run_9.*kept: run_2, run_1/);
  expect((await readdir(join(folder, 'state'))).filter((name) => name.includes('next'))).toEqual([]);
});

it("says which process is at work when the writer's place stays taken", async () => {
  await publish('run_1', 1);
  const holder = spawn(process.execPath, [
    '-e',
    `require('@duckdb/node-api').DuckDBInstance.create(${JSON.stringify(join(folder, 'state', 'shop.writer.duckdb'))}).then((instance) => { globalThis.held = instance; console.log('held'); setInterval(() => {}, 1000); })`,
  ]);
  await once(holder.stdout, 'data');
  const waits: string[] = [];
  const begun = open().begin({ run: run('run_2'), wait: 0.3, onWait: (message) => waits.push(message) });
  await expect(begun).rejects.toMatchObject({
    name: 'UnavailableError',
    message: expect.stringContaining(`PID ${holder.pid}`),
  });
  expect(waits).toHaveLength(1);
  const patient = open().begin({ run: run('run_3'), wait: 10 });
  holder.kill('SIGKILL');
  await (await patient).close();
});

it('says that a file is damaged and leaves it as it is', async () => {
  await publish('run_1', 1);
  await writeFile(path, 'not a database at all'.repeat(1000));
  await expect(open().begin({ run: run('run_2'), ...once_ })).rejects.toMatchObject({
    name: 'UnavailableError',
    message: expect.stringContaining('damaged'),
  });
});

it('tells what is written beside a published table, and when it changed', async () => {
  const warehouse = open();
  expect(await warehouse.facts(['gold'])).toEqual(new Map());
  const candidate = await warehouse.begin({ run: run('run_1'), ...once_ });
  await candidate.session.execute(`create schema gold; create table gold.t as select 1 as n; create view gold.v as from gold.t;
    comment on table gold.t is 'Boats by berth; assay.owner = harbour@example.com; assay.sla_freshness_hours=6'`);
  await warehouse.publish(candidate, { run: 'run_1', asOf: '2026-01-31', publishedAt: '2026-02-01T06:00:01Z' });
  expect(await warehouse.facts(['gold'])).toEqual(
    new Map([
      [
        'gold.t',
        {
          properties: { owner: 'harbour@example.com', sla_freshness_hours: '6' },
          changedAt: '2026-02-01T06:00:01Z',
        },
      ],
      ['gold.v', { properties: {}, changedAt: '2026-02-01T06:00:01Z' }],
    ]),
  );
});
