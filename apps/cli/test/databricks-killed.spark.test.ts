import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '@assay/core';
import { describeOnSpark, readsLocalFiles, sparkTarget } from '@assay/warehouse/testing/spark';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { assay, readLatest, start } from './program.ts';

describeOnSpark('the program on Databricks', (connect) => {
  if (!readsLocalFiles) return void it.skip('drops schemas, which a workspace may need');
  const { host, http_path, catalog } = sparkTarget();
  const config = `name: orchard
as_of: 2026-01-31
records: [records]
models: [models]
checks: [checks]
sources: [silver]
targets:
  prod: { type: databricks, host: '${host}', http_path: ${http_path}, token: test, catalog: ${catalog} }
`;
  let orchard: Awaited<ReturnType<typeof makeOrchard>>;
  let spark: Session;

  const options = () => ({
    cwd: orchard.folder,
    env: { NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS ?? '' },
  });
  const words = (...more: string[]) => [...more, '--target', 'prod', '--no-color'];
  const clean = async () => {
    const { rows } = await spark.query('show schemas');
    for (const name of rows.map((row) => String(Object.values(row)[0])))
      if (/^(_assay|silver|gold)/.test(name)) await spark.execute(`drop schema \`${name}\` cascade`);
  };
  /** Each of 50 trees bears so many apples. */
  const fillSilver = async (apples: number) => {
    await spark.execute('create schema if not exists silver');
    await spark.execute(
      `create or replace table silver.harvest as
       select id as tree, date'2026-01-30' as picked, cast(${apples} as bigint) as apples from range(50)`,
    );
  };
  /** The apples a tree of each published table. */
  const shown = async () => {
    const { rows } = await spark.query(
      `select cast(t.n div 50 as string) as trees, cast(d.n div 50 as string) as days
       from (select sum(apples) as n from gold.trees) t cross join (select sum(apples) as n from gold.days) d`,
    );
    return [rows[0]?.trees, rows[0]?.days];
  };
  const gated = async () => {
    const { code, stdout, stderr } = await assay(words('gate'), options());
    expect(code, stdout + stderr).toBe(0);
    return (await readLatest(orchard.folder)).run.id;
  };

  beforeAll(async () => {
    spark = await connect();
    await clean();
    orchard = await makeOrchard({ 'assay.yml': config });
  });
  afterAll(async () => {
    await clean();
    await spark?.close();
    await orchard?.remove();
  });

  it('goes back to the set before, by name or without', async () => {
    await fillSilver(1);
    const first = await gated();
    await fillSilver(2);
    const second = await gated();
    expect(await shown()).toEqual(['2', '2']);
    expect((await assay(words('rollback'), options())).code).toBe(0);
    expect(await shown()).toEqual(['1', '1']);
    expect((await assay(words('rollback', '--to', second), options())).code).toBe(0);
    expect(await shown()).toEqual(['2', '2']);
    expect((await assay(words('rollback', '--to', first), options())).code).toBe(0);
    expect(await shown()).toEqual(['1', '1']);
  });

  it.each([
    [0, 'gate'],
    [400, 'rollback'],
    [800, 'gate'],
  ] as const)('killed %i ms after it began to publish, the next %s brings the set to one state', async (ms, next) => {
    await fillSilver(3);
    await gated();
    await fillSilver(4);
    const journal = async () => {
      const { rows } = await spark.query(
        `select cast(count(*) as string) as n from _assay.events where kind = 'begun'`,
      );
      return Number(rows[0]?.n);
    };
    const before = await journal();
    const { child, ended } = start(words('gate'), options());
    while ((await journal()) === before && child.exitCode === null) await sleep(20);
    await sleep(ms);
    child.kill('SIGKILL');
    await ended;
    for (const apples of await shown()) expect(['3', '4']).toContain(apples);

    await spark.execute('update _assay.writer set seen = seen - interval 1 hour');
    const { code, stdout, stderr } = await assay(words(next), options());
    expect(code, stdout + stderr).toBe(0);
    const settled = await shown();
    expect(settled[0]).toBe(settled[1]);
    if (next === 'gate') expect(settled).toEqual(['4', '4']);
  });
});
