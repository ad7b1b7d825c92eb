import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeChecks, parseContracts, planChecks, runPlan } from '@assay/checks';
import { openDuckdb } from '@assay/warehouse';
import { contract, makeTable } from './checks-table.ts';
import { yardstick } from './checks-yardstick.ts';

/**
 * 28 checks on a table of 12 columns: contracts, plan, statements and verdicts, against bare SQL that asks the same,
 * fused into as few passes as it goes. Each is a process of its own, by turns.
 */
const ROUNDS = 5;

type Way = 'ours' | 'yardstick';

const asked = async (file: string): Promise<number> => {
  const { contracts, problems } = parseContracts([{ file: 'lines.yml', text: contract, layer: 0 }]);
  const session = await openDuckdb({ path: file, readOnly: true, threads: 2 });
  const columns = await session.catalog(['shop']);
  const tables = new Map([...columns].map(([name, list]) => [name, { columns: list, grain: [] }]));
  const { dialect, physical } = session;
  const made = makeChecks({
    contracts,
    tables,
    only: new Set(['shop.lines']),
    asOf: '2025-12-31',
    settings: {},
    dialect,
    physical,
  });
  const wrong = [...problems, ...made.problems];
  if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join('\n'));
  const checks = made.checks.filter(({ kind }) => kind !== 'not_empty');
  const { asking } = session;
  if (!asking) throw new Error('DuckDB says how it likes to be asked');
  const grains = new Map([['shop.lines', ['line_id']]]);
  const { verdicts } = await runPlan(planChecks(checks, { dialect, asking }), session, { grains });
  await session.close();
  return verdicts.reduce(
    (sum, { status, failing_rows }) => sum + (status === 'error' ? Number.NaN : (failing_rows ?? 0)),
    0,
  );
};

const measure = (way: Way, file: string): { seconds: number; failing: number } => {
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, [process.argv[1] ?? '', way, file], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return { seconds: (performance.now() - start) / 1000, failing: Number(stdout) };
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

const bench = async (rows: number): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
  for (const kind of ['passing', 'failing'] as const) {
    const file = join(folder, `${kind}.duckdb`);
    await makeTable({ file, rows, isBad: kind === 'failing' });
    const rounds = Array.from({ length: ROUNDS }, () => ({
      yardstick: measure('yardstick', file),
      ours: measure('ours', file),
    }));
    const seconds = (way: Way) => median(rounds.map((round) => round[way].seconds));
    const ratio = median(rounds.map((round) => round.ours.seconds / round.yardstick.seconds));
    const { ours, yardstick: bare } = rounds[0] ?? {};
    process.stdout.write(
      `${[
        `28 checks, ${rows} rows, all ${kind}, medians of ${ROUNDS} whole processes`,
        `fused bare SQL    ${seconds('yardstick').toFixed(2)} s, ${bare?.failing} failing`,
        `ours              ${seconds('ours').toFixed(2)} s, ${ours?.failing} failing`,
        `ratio             ${ratio.toFixed(2)}`,
      ].join('\n')}\n\n`,
    );
  }
  await rm(folder, { recursive: true });
};

const [way = '1000000', file = ''] = process.argv.slice(2);
if (way === 'ours') process.stdout.write(String(await asked(file)));
else if (way === 'yardstick') process.stdout.write(String(await yardstick(file)));
else await bench(Number(way));
