import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run, Session, Warehouse } from '@assay/core';
import { temporaryName } from '@assay/files';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileFailure, statementFailure } from '../src/duckdb/failure.ts';
import { duckdbWarehouse } from '../src/duckdb/warehouse.ts';

/** A bakery's till: one row a loaf. */
let folder: string;
let state: string;
let path: string;
let told: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-store-'));
  state = join(folder, '.assay');
  path = join(state, 'bakery.duckdb');
  told = [];
});
afterEach(() => rm(folder, { recursive: true }));

const run = (id: string): Run => ({
  ...{ id, project: 'bakery', target: 'local', asOf: '2026-03-14', git: null },
  startedAt: new Date('2026-03-15T04:30:00Z'),
});
const open = () =>
  duckdbWarehouse({ type: 'duckdb', path, memory: '300MB' }, { tell: (message) => void told.push(message) });
const file = (part: string) => join(state, `bakery.${part}.duckdb`);

const build = async (warehouse: Warehouse, id: string, loaves: number) => {
  const candidate = await warehouse.begin({ run: run(id), wait: 0 });
  await candidate.session.execute(
    `create schema if not exists gold; create or replace table gold.loaves as from range(${loaves}) r(n)`,
  );
  return candidate;
};
const publish = async (id: string, loaves: number, publishedAt = '2026-03-15T04:31:00Z') => {
  const warehouse = open();
  await warehouse.publish(await build(warehouse, id, loaves), { run: id, asOf: '2026-03-14', publishedAt });
  await warehouse.close();
};
const count = async (session: Session | undefined) => {
  const answer = await session?.query('select count(*)::integer as n from gold.loaves');
  await session?.close();
  return answer?.rows[0]?.n;
};
const loaves = async () => count(await open().published());

describe('a file that a killed run left half-made', () => {
  const zeros = (size: number) => Buffer.alloc(size);
  it.each([
    ['writer', zeros(0)],
    ['writer', zeros(8192)],
    ['writer', zeros(12_288)],
    ['quarantine', zeros(8192)],
    ['bronze', zeros(0)],
    ['candidate', zeros(8192)],
  ])('is made anew: %s of %o', async (part, bytes) => {
    await mkdir(state);
    await writeFile(file(part), bytes);
    expect(await open().lastCandidate()).toBeUndefined();
    await publish('run_1', 7);
    expect(await loaves()).toBe(7);
    expect(told).toEqual([]);
  });

  it('is made anew also where it lost its end in a later run: the quarantine, the writer', async () => {
    await publish('run_1', 3);
    await truncate(file('quarantine'), 8192);
    await truncate(file('writer'), 4096);
    await publish('run_2', 4);
    expect(await loaves()).toBe(4);
  });

  it('is named and kept where it held something: the quarantine', async () => {
    await publish('run_1', 3);
    await writeFile(file('quarantine'), 'crumbs '.repeat(9000));
    await publish('run_2', 4);
    expect(told).toEqual([`${file('quarantine')} is damaged: it is set aside as ${file('quarantine')}.damaged`]);
    expect(await readFile(`${file('quarantine')}.damaged`, 'utf8')).toMatch(/^crumbs/);
  });
});

describe('a published file that is damaged', () => {
  it('is named with what helps, and what helps is true: rollback sets it aside and returns', async () => {
    await publish('run_1', 5);
    await publish('run_2', 6);
    await writeFile(path, 'flour '.repeat(5000));
    await expect(build(open(), 'run_3', 7)).rejects.toThrow(
      `${path} is damaged or not a DuckDB file; return to an earlier publication with \`assay rollback\`, or move the file away`,
    );
    expect((await open().previous()).map((one) => one.run)).toEqual(['run_1']);
    expect(await open().rollback({ wait: 0 })).toMatchObject({ run: 'run_1' });
    expect(await loaves()).toBe(5);
    expect(await readFile(`${path}.damaged`, 'utf8')).toMatch(/^flour/);
    await publish('run_4', 9);
    expect(await loaves()).toBe(9);
  });

  it('that was moved away is followed by the next publication, and what is kept stays in order', async () => {
    for (const n of [1, 2, 3]) await publish(`run_${n}`, n);
    await rm(path);
    await publish('run_4', 4);
    await publish('run_5', 5);
    expect((await open().previous()).map((one) => one.run)).toEqual(['run_4', 'run_2', 'run_1']);
  });

  it('leaves the other kept ones to return to where one of them is damaged', async () => {
    for (const n of [1, 2, 3]) await publish(`run_${n}`, n);
    const previous = join(state, 'bakery.previous');
    const [, second = ''] = (await readdir(previous)).sort();
    await writeFile(join(previous, second), 'mould');
    expect(await open().rollback({ wait: 0 })).toMatchObject({ run: 'run_1' });
    expect(told.at(-1)).toBe(`${join(previous, second)} is damaged: it cannot be returned to`);
  });
});

describe('a clock that was ahead once', () => {
  const NAMES = ['20260315_043000_aaaa', '20260915_043000_bbbb', '20260315_050000_cccc', '20260315_053000_dddd'];
  const AT = ['2026-03-15T04:31:00Z', '2026-09-15T04:31:00Z', '2026-03-15T05:01:00Z', '2026-03-15T05:31:00Z'];

  it('changes nothing in what is kept, what is current and what rollback returns to', async () => {
    for (const [i, name] of NAMES.entries()) await publish(name, i + 1, AT[i]);
    expect(await open().publication()).toMatchObject({ run: NAMES[3] });
    expect((await open().previous()).map((one) => one.run)).toEqual([NAMES[2], NAMES[1], NAMES[0]]);
    expect(await open().rollback({ wait: 0 })).toMatchObject({ run: NAMES[2] });
    expect(await loaves()).toBe(3);
    await publish('20260315_060000_eeee', 5, '2026-03-15T06:01:00Z');
    expect(await open().rollback({ wait: 0 })).toMatchObject({ run: NAMES[2] });
    expect(await loaves()).toBe(3);
  });

  it('is forgotten where an earlier version of Assay wrote the files, which has no numbers', async () => {
    await publish(NAMES[1] ?? '', 1, AT[1]);
    await publish(NAMES[2] ?? '', 2, AT[2]);
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run('alter table _assay.publication drop column number');
    connection.closeSync();
    instance.closeSync();
    expect(await open().publication()).toMatchObject({ run: NAMES[2] });
    await publish(NAMES[3] ?? '', 3, AT[3]);
    expect(await open().rollback({ wait: 0 })).toMatchObject({ run: NAMES[2] });
  });

  it('does not make a candidate older than what is published', async () => {
    await publish(NAMES[1] ?? '', 1, AT[1]);
    const candidate = await build(open(), NAMES[2] ?? '', 2);
    await candidate.close();
    expect(await open().lastCandidate()).toMatchObject({ isNewest: true });
    await publish(NAMES[3] ?? '', 3, AT[3]);
    expect(await open().lastCandidate()).toBeUndefined();
  });

  it('keeps five publications, a run that was returned to once, and what others laid beside them', async () => {
    for (let n = 1; n <= 4; n += 1) await publish(`run_${n}`, n);
    await writeFile(join(state, 'bakery.previous', 'of-the-baker.duckdb'), 'mine');
    for (let n = 0; n < 2; n += 1) await open().rollback({ wait: 0 });
    for (let n = 5; n <= 7; n += 1) await publish(`run_${n}`, n);
    const kept = (await readdir(join(state, 'bakery.previous'))).sort();
    expect(kept.filter((name) => /-run_/.test(name))).toHaveLength(5);
    expect(kept.at(-1)).toBe('of-the-baker.duckdb');
  });
});

it('knows whether a candidate was changed since it was checked', async () => {
  const first = open();
  const candidate = await build(first, 'run_1', 3);
  await candidate.mark('passed', 'contracts of Monday');
  await candidate.close();
  const asked = async () => {
    const warehouse = open();
    const last = await warehouse.resume({ wait: 0 });
    const against = await last?.checkedAgainst();
    await warehouse.close();
    return against;
  };
  expect(await asked()).toBe('contracts of Monday');
  expect(await asked()).toBe('contracts of Monday');
  const instance = await DuckDBInstance.create(file('candidate'));
  const connection = await instance.connect();
  await connection.run('update gold.loaves set n = 0 where n = 2');
  connection.closeSync();
  instance.closeSync();
  expect(await asked()).toBeUndefined();
});

describe('who may read it', () => {
  const mode = async (of: string) => ((await stat(of)).mode & 0o777).toString(8);

  it('is its owner alone: folder, candidate, bronze, quarantine, and what is published', async () => {
    const candidate = await build(open(), 'run_1', 1);
    expect(await Promise.all([state, ...['candidate', 'bronze', 'quarantine'].map(file)].map(mode))).toEqual([
      '700',
      '600',
      '600',
      '600',
    ]);
    await candidate.close();
    await publish('run_2', 2);
    expect(await mode(path)).toBe('600');
  });

  it('stays whoever the owner of a published file let in', async () => {
    await publish('run_1', 1);
    await chmod(path, 0o644);
    await publish('run_2', 2);
    expect(await mode(path)).toBe('644');
    await open().rollback({ wait: 0 });
    expect(await mode(path)).toBe('644');
    expect(await mode(file('quarantine'))).toBe('600');
  });

  it('is the group as well, in a folder that the group may write to', async () => {
    await mkdir(state);
    await chmod(state, 0o770);
    await publish('run_1', 1);
    expect([await mode(path), await mode(file('quarantine')), await mode(file('writer'))]).toEqual([
      '660',
      '660',
      '660',
    ]);
  });
});

it('sweeps what a process that has ended was making, and leaves alone what another one makes', async () => {
  await publish('run_1', 1);
  const gone = spawn('true');
  await once(gone, 'exit');
  const mine = temporaryName(path);
  const left = mine.replace(`-${process.pid}-`, `-${gone.pid}-`);
  await writeFile(left, 'half a copy');
  await writeFile(`${left}.wal`, 'half a log');
  await mkdir(temporaryName(join(state, 'bakery.tmp')).replace(`-${process.pid}-`, `-${gone.pid}-`));
  await writeFile(mine, 'under way');
  await mkdir(join(state, 'bakery.previous'));
  await writeFile(left.replace(state, join(state, 'bakery.previous')), 'a second name');
  await publish('run_2', 2);
  expect(await readdir(join(state, 'bakery.previous'))).toEqual(['00000001-run_1.duckdb']);
  expect((await readdir(state)).filter((name) => name.includes('.next')).map((name) => join(state, name))).toEqual([
    mine,
  ]);
});

it.each([
  ['FATAL Error: fsync failed!', 'the disk gave an error'],
  ['FATAL Error: Failed to create checkpoint because of error: fsync failed!', 'the disk gave an error'],
  ['TransactionContext Error: Failed to commit: Could not write file "x": No space left on device', 'the disk is full'],
  ['IO Error: Could not write to file "x" - attempted to write 0 bytes: Success', 'the disk gave an error'],
])('says of a disk that fails a statement what it is: %s', (said, reason) => {
  expect(statementFailure(new Error(said))).toMatchObject({
    name: 'UnavailableError',
    message: expect.stringMatching(new RegExp(`^(the warehouse|x) could not be read or written: ${reason}$`)),
  });
  expect(statementFailure(new Error(`Binder Error: ${said}`))).toMatchObject({ name: 'Error' });
});

describe('a file that cannot be opened', () => {
  /** A database that says it is of another version, with the checksum that belongs to that. */
  const ofVersion = async (place: string, storage: bigint, library: string) => {
    (await DuckDBInstance.create(place)).closeSync();
    const bytes = await readFile(place);
    bytes.writeBigUInt64LE(storage, 12);
    bytes.write(library.padEnd(16, '\0'), 52, 'latin1');
    await writeFile(place, bytes);
    const said = String(await DuckDBInstance.create(place).catch((error) => error.message));
    bytes.writeBigUInt64LE(BigInt(/computed checksum (\d+)/.exec(said)?.[1] ?? 0), 0);
    await writeFile(place, bytes);
  };
  const sentence = async (place: string) => {
    const options = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };
    const error = await DuckDBInstance.create(place, options).catch((thrown) => thrown);
    const failure = fileFailure('it', error);
    return failure instanceof Error ? `${failure.name}: ${failure.message}` : failure;
  };

  it('is told for what it is: of a newer version, of an older one', async () => {
    const place = join(folder, 'oven.duckdb');
    await ofVersion(place, 69n, 'v2.0.1');
    const error = await DuckDBInstance.create(place).catch((thrown) => thrown);
    expect(fileFailure(place, error)).toMatchObject({
      name: 'UnavailableError',
      message: `${place} was written by DuckDB 2.0.1, which is newer than the one in this program (storage version 69; this program reads 64 to 68); write it with an older DuckDB, or there with ATTACH '…' (STORAGE_VERSION 'v1.5.0')`,
    });
    const older = join(folder, 'hearth.duckdb');
    await ofVersion(older, 39n, 'v0.6.1');
    const thrown = await DuckDBInstance.create(older).catch((one) => one);
    expect(fileFailure(older, thrown)).toMatchObject({
      message: expect.stringMatching(/written by DuckDB 0\.6\.1, which is older .*storage version 39/),
    });
  });

  it('is told for what it is: encrypted, empty, text, SQLite, cut, a folder', async () => {
    const place = (name: string) => join(folder, name);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`set force_mbedtls_unsafe = true; attach '${place('vault')}' as v (encryption_key 'rye');
      create table v.t as select 1; detach v`);
    connection.closeSync();
    instance.closeSync();
    (await DuckDBInstance.create(place('cut'))).closeSync();
    await truncate(place('cut'), 9000);
    await writeFile(place('empty'), '');
    await writeFile(place('text'), 'flour, water, salt\n'.repeat(900));
    await writeFile(place('sqlite'), `SQLite format 3\0${'.'.repeat(9000)}`);
    await mkdir(place('folder'));
    expect(await sentence(place('vault'))).toMatch(/^UnavailableError: it is encrypted/);
    expect(await sentence(place('folder'))).toMatch(/^UnavailableError: it is a folder/);
    expect(await sentence(place('sqlite'))).toMatch(/^UnavailableError: it is an SQLite file/);
    for (const name of ['cut', 'empty', 'text'])
      expect(await sentence(place(name))).toBe(
        'UnavailableError: it is damaged or not a DuckDB file; move the file away',
      );
  });

  it('is refused before anything is made where its path has a "?"', () => {
    expect(() => duckdbWarehouse({ type: 'duckdb', path: join(folder, 'what?', 'x.duckdb'), memory: '1GB' })).toThrow(
      /has a "\?" in its path/,
    );
  });

  it.each([`o'clock "#" 100%`, 'naïve パン\ntwo lines', 'back\\slash [a]*'])(
    'may lie in a folder called %s',
    async (name) => {
      path = join(folder, name, 'bakery.duckdb');
      state = join(folder, name);
      await publish('run_1', 2);
      expect(await loaves()).toBe(2);
    },
  );
});
