import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { makeChecks, parseContracts, planChecks, runPlan } from '@assay/checks';
import type { Check, Session } from '@assay/core';
import { openDuckdb } from '@assay/warehouse';
import { openSpark } from '@assay/warehouse/testing/spark-bench';
import { median } from './measure.ts';
import { loading, overhead } from './spark-driver.ts';
import { publishing } from './spark-slots.ts';

/**
 * The gold tables of the demo shop on a real Spark, with their own checks: fused, and tables at once, against a
 * statement or two a check, one after the other. What our code costs around the driver, a statement; what it costs to
 * load the driver; and what slots cost against tables.
 * Arguments: orders of the shop (2000), rounds (3), statements for the overhead (200).
 */
const PROGRAM = resolve('../apps/cli/bin/assay.mjs');
const DAY = '2026-01-31';
const SETTINGS = { home_country: 'US', fiscal_start_month: 1 };
const PROJECT = `name: shop
settings: { home_country: US, fiscal_start_month: 1 }
as_of: ${DAY}
input: raw
targets:
  local: { type: duckdb, path: .assay/shop.duckdb }
`;
const SPARK_TYPES: Readonly<Record<string, string>> = { varchar: 'string', integer: 'int' };

const run =
  (...words: readonly string[]) =>
  (cwd: string) => {
    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, ...words], { cwd, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };

/** The tables of a DuckDB file as Delta tables of the same names. */
const ship = async (file: string, folder: string, spark: Session): Promise<void> => {
  const duckdb = await openDuckdb({ path: file, readOnly: true });
  for (const [table, columns] of await duckdb.catalog(['silver', 'gold'])) {
    const path = join(folder, `${table}.parquet`);
    await duckdb.execute(`copy ${table} to '${path}' (format parquet)`);
    const [schema = '', name = ''] = table.split('.');
    const typed = columns.map(
      ({ name: column, type }) => `cast(${column} as ${SPARK_TYPES[type] ?? type}) as ${column}`,
    );
    await spark.execute(`create schema if not exists ${schema}`);
    await spark.execute(
      `create or replace table ${spark.physical(schema, name)} as select ${typed.join(', ')} from parquet.\`${path}\``,
    );
  }
  await duckdb.close();
};

/** The demands that come with the program. */
const checksOf = async (spark: Session): Promise<readonly Check[]> => {
  const folder = resolve('../checks');
  const files = (await readdir(folder, { recursive: true })).filter((name) => /^gold.*\.yml$/.test(name));
  const sources = files.map(async (name) => {
    const file = join(folder, name);
    return { file: relative('..', file), text: await readFile(file, 'utf8'), layer: 0, builtIn: true };
  });
  const { contracts } = parseContracts(await Promise.all(sources));
  const tables = new Map(
    [...(await spark.catalog(['silver', 'gold']))].map(([name, columns]) => [name, { columns, grain: [] }]),
  );
  const known = contracts.filter(({ table }) => tables.has(table));
  const { dialect, physical } = spark;
  return makeChecks({ contracts: known, tables, asOf: DAY, settings: SETTINGS, dialect, physical }).checks;
};

interface Took {
  readonly seconds: number;
  readonly statements: number;
  readonly failed: number;
}

const measured = async (spark: Session, work: () => Promise<number>): Promise<Took> => {
  const [start, before] = [performance.now(), spark.statements];
  const failed = await work();
  return { seconds: (performance.now() - start) / 1000, statements: spark.statements - before, failed };
};

const ask = async (spark: Session, checks: readonly Check[], concurrency?: number): Promise<number> => {
  const { dialect, asking } = spark;
  const { verdicts } = await runPlan(planChecks(checks, { dialect, asking }), spark, {
    ...{ grains: new Map(), samples: 0 },
    ...(concurrency ? { concurrency } : {}),
  });
  return verdicts.filter(({ status }) => status === 'fail' || status === 'error').length;
};

const together = (spark: Session, checks: readonly Check[]) => measured(spark, () => ask(spark, checks));
const oneByOne = (spark: Session, checks: readonly Check[]) =>
  measured(spark, async () => {
    let failed = 0;
    for (const check of checks) failed += await ask(spark, [check], 1);
    return failed;
  });

const say = (step: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${step}\n`);

const tell = (finding: string) => process.stdout.write(`${finding}\n`);

const [orders = 2000, rounds = 3, times = 200] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
await writeFile(join(folder, 'assay.yml'), PROJECT);
run('sample', '--out', 'raw', '--orders', String(orders), '--until', DAY)(folder);
run('gate', '--quiet')(folder);
say('the shop is there; starting Spark');
const spark = await openSpark();
try {
  await ship(join(folder, '.assay/shop.duckdb'), folder, spark.session);
  const all = await checksOf(spark.session);
  say(`${all.length} checks, once over so that Spark has compiled them`);
  // A check that fails asks for its offenders too, whichever way: what is compared is the asking
  const { dialect, asking } = spark.session;
  const { verdicts } = await runPlan(planChecks(all, { dialect, asking }), spark.session, { grains: new Map() });
  const passing = new Set(verdicts.filter(({ status }) => status === 'pass').map(({ id }) => id));
  const checks = all.filter(({ id }) => passing.has(id));
  const tables = new Set(checks.map(({ table }) => table)).size;
  say(`${checks.length} checks pass; measuring`);
  const turns: { fused: Took; single: Took }[] = [];
  for (let round = 0; round < rounds; round++)
    turns.push({ fused: await together(spark.session, checks), single: await oneByOne(spark.session, checks) });
  const of = (way: 'fused' | 'single') => ({
    seconds: median(turns.map((turn) => turn[way].seconds)),
    statements: turns[0]?.[way].statements ?? 0,
  });
  const [fused, single] = [of('fused'), of('single')];
  tell(`${checks.length} passing checks on ${tables} tables, ${orders} orders, medians of ${rounds} rounds
  fused, 8 in flight     ${fused.seconds.toFixed(2)} s, ${fused.statements} statements (${(fused.statements / tables).toFixed(2)} a table)
  a check at a time      ${single.seconds.toFixed(2)} s, ${single.statements} statements
  ratio                  ${(single.seconds / fused.seconds).toFixed(1)} x`);

  const cost = await overhead(spark, times);
  tell(`a small statement, medians of ${times}
  driver alone           ${cost.bare.toFixed(2)} ms
  session                ${cost.ours.toFixed(2)} ms, ${(cost.ours - cost.bare).toFixed(2)} ms more`);

  tell('starting, medians of 7 processes');
  for (const { way, seconds, megabytes, files } of await loading(folder))
    tell(`  ${way.padEnd(22)} ${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB, ${files} files of the driver`);

  const rows = 100_000;
  const inPlace = await publishing(spark, { publish: 'tables', rows, rounds });
  const slots = await publishing(spark, { publish: 'slots', rows, rounds });
  tell(`four tables of ${rows} rows, medians of ${rounds}  tables    slots
  publishing             ${inPlace.publish.toFixed(2)} s    ${slots.publish.toFixed(2)} s
  rollback               ${inPlace.rollback.toFixed(2)} s    ${slots.rollback.toFixed(2)} s
  a count, of 20         ${inPlace.count.toFixed(3)} s   ${slots.count.toFixed(3)} s`);
} finally {
  await spark.close();
  await rm(folder, { recursive: true });
}
