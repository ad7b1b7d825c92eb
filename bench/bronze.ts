import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadRaw, readRecordSchemas } from '@assay/pipeline';
import { writeShop } from '@assay/sample';
import { openDuckdb } from '@assay/warehouse';
import { uncheckedLoads } from './bronze-unchecked.ts';
import { median } from './measure.ts';

/**
 * What it costs to judge every raw record: `loadRaw` against what DuckDB needs to load the same files unchecked, types
 * given. Each load is a process of its own, the two by turns, so that they share whatever else the machine does.
 * Arguments: orders of the shop (a million), rounds (3).
 */
const RECORDS = resolve('../packages/pipeline/records');

const open = async (folder: string) => {
  const session = await openDuckdb({ path: join(folder, 'main.duckdb'), threads: 2 });
  for (const name of ['bronze', 'quarantine'])
    await session.execute(`attach ${session.dialect.literal(join(folder, `${name}.duckdb`))} as ${name}`);
  return session;
};

/** The work of a child process: loads one shop one way, and tells how many records there were. */
const work = async (way: string, input: string): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
  const session = await open(folder);
  const dataSets = await readRecordSchemas([RECORDS]);
  let records = 0;
  if (way === 'checked') {
    const loaded = await loadRaw({ session, input, dataSets, runId: 'bench', atMost: '0.5%' });
    records = loaded.dataSets.reduce((sum, one) => sum + one.records, 0);
  } else {
    for (const statement of await uncheckedLoads(session, input, dataSets)) await session.execute(statement);
  }
  await session.close();
  await rm(folder, { recursive: true });
  process.stdout.write(JSON.stringify({ records, memory: process.resourceUsage().maxRSS / 1024 }));
};

interface Measured {
  readonly seconds: number;
  readonly records: number;
  readonly memory: number;
}

const measure = (way: string, input: string): Measured => {
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, [process.argv[1] ?? '', way, input], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return { ...JSON.parse(stdout), seconds: (performance.now() - start) / 1000 };
};

const bench = async (orders: number, times: number): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
  const input = resolve(folder, 'raw');
  await writeShop({ out: input, orders, until: '2026-01-31', threads: 2 });
  const rounds = Array.from({ length: times }, () => ({
    unchecked: measure('unchecked', input),
    checked: measure('checked', input),
  }));
  await rm(folder, { recursive: true });
  const unchecked = median(rounds.map((round) => round.unchecked.seconds));
  const checked = median(rounds.map((round) => round.checked.seconds));
  const ratio = median(rounds.map((round) => round.checked.seconds / round.unchecked.seconds));
  const { records, memory } = rounds[0]?.checked ?? { records: 0, memory: 0 };
  process.stdout.write(
    `${[
      `raw to bronze, a shop of ${orders} orders, ${records} records, medians of ${times} whole processes each`,
      `DuckDB alone, unchecked   ${unchecked.toFixed(2)} s`,
      `judged and quarantined    ${checked.toFixed(2)} s`,
      `ratio                     ${ratio.toFixed(2)} (at most 2.5)`,
      `records a minute          ${Math.round((records / checked) * 60)}`,
      `memory of the process     ${Math.round(memory)} MiB`,
    ].join('\n')}\n`,
  );
  if (ratio > 2.5) process.exitCode = 1;
};

const [first = '1000000', second = '3'] = process.argv.slice(2);
if (/^\d+$/.test(first)) await bench(Number(first), Number(second));
else await work(first, second);
