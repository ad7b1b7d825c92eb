import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '@assay/core';
import { describeOnSpark, readsLocalFiles, sparkTarget } from '@assay/warehouse/testing/spark';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lakehouseConfig, makeOrchard } from './orchard.ts';
import { readLatest, start } from './program.ts';

const TREES = 50;

/** One road of which each step begins where the last one ended: a commit takes a real Spark a second or more. */
describeOnSpark('the program on Databricks', (connect) => {
  if (!readsLocalFiles) return void it.skip('drops schemas, which a workspace may need');
  const { host, http_path, catalog } = sparkTarget();
  const config = lakehouseConfig(`host: '${host}', http_path: ${http_path}, token: test, catalog: ${catalog}`);
  let orchard: Awaited<ReturnType<typeof makeOrchard>>;
  let spark: Session;

  const begin = (...words: string[]) =>
    start([...words, '--target', 'prod', '--no-color'], {
      cwd: orchard.folder,
      env: { NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS ?? '' },
    });
  const ended = async (code: number, ...words: string[]) => {
    const all = await begin(...words).ended;
    expect(all.code, all.stdout + all.stderr).toBe(code);
  };
  const clean = async () => {
    const { rows } = await spark.query('show schemas');
    for (const name of rows.map((row) => String(Object.values(row)[0])))
      if (/^(_assay|silver|gold)/.test(name)) await spark.execute(`drop schema \`${name}\` cascade`);
  };
  /** Each tree bears so many apples. */
  const fillSilver = (apples: number) =>
    spark.execute(
      `create or replace view silver.harvest as
       select id as tree, date'2026-01-30' as picked, cast(${apples} as bigint) as apples from range(${TREES})`,
    );
  /** The apples a tree of each published table: a set is whole when both are the same. */
  const shown = async () => {
    const sums = `select sum(apples) div ${TREES} as n from`;
    const { rows } = await spark.query(
      `select cast(t.n as string) as trees, cast(d.n as string) as days from (${sums} gold.trees) t cross join (${sums} gold.days) d`,
    );
    return [Number(rows[0]?.trees), Number(rows[0]?.days)];
  };
  /** Lines of the journal, without asking Spark, which is busy enough. */
  const journal = async () => {
    const { rows } = await spark.query('describe detail _assay.events');
    const log = new URL(`${rows[0]?.location}/_delta_log`);
    return async () => (await readdir(log)).filter((name) => name.endsWith('.json')).length;
  };
  /** The writer that died has been silent for an hour; a sign of life that it sent before may still be on its way. */
  const anHourLater = async (): Promise<void> => {
    const age = () => spark.execute('update _assay.writer set seen = seen - interval 1 hour');
    await age().catch(age);
  };
  /** Publishes the last candidate and is killed so many milliseconds after the journal says that it has begun. */
  const publishKilled = async (ms: number) => {
    const lines = await journal();
    const before = await lines();
    const { child, ended } = begin('publish');
    while ((await lines()) === before && child.exitCode === null) await sleep(20);
    await sleep(ms);
    child.kill('SIGKILL');
    const { code, stdout, stderr } = await ended;
    expect(code, stdout + stderr).toBeNull();
    await anHourLater();
  };

  beforeAll(async () => {
    spark = await connect();
    await clean();
    await spark.execute('create schema silver');
    orchard = await makeOrchard({ 'assay.yml': config });
  });
  afterAll(async () => {
    if (spark) await clean();
    await spark?.close();
    await orchard?.remove();
  });

  it('publishes a set, and refuses one that fails', async () => {
    await fillSilver(1);
    await ended(0, 'gate');
    await fillSilver(0);
    await ended(1, 'gate');
    expect(await readLatest(orchard.folder)).toMatchObject({ verdict: 'fail', published: false });
    expect(await shown()).toEqual([1, 1]);
  });

  it('killed as soon as it begins to publish, is finished by the next gate', async () => {
    await fillSilver(2);
    await ended(0, 'gate', '--no-publish');
    await publishKilled(0);
    for (const apples of await shown()) expect([1, 2]).toContain(apples);
    await fillSilver(3);
    await ended(0, 'gate', '--no-publish');
    expect(await shown()).toEqual([2, 2]);
  });

  it('goes back to the set before', async () => {
    await ended(0, 'rollback');
    expect(await shown()).toEqual([1, 1]);
  });

  it('killed in the middle of publishing, is undone by a rollback', async () => {
    await publishKilled(1000);
    for (const apples of await shown()) expect([1, 3]).toContain(apples);
    await ended(0, 'rollback');
    expect(await shown()).toEqual([1, 1]);
  });
});
