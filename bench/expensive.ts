import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckdb } from '@assay/warehouse';
import { askContract } from './ask-contract.ts';
import { lines } from './checks-lines.ts';
import { contractOf, EXPENSIVE } from './expensive-kinds.ts';
import { measure, median } from './measure.ts';

/** Kinds that need a pass of their own, one at a time, against one bare statement each; all pass. By turns, whole processes. */
const ROUNDS = 5;

const makeTables = async (file: string, rows: number): Promise<void> => {
  await lines.make({ file, rows, isBad: false });
  const session = await openDuckdb({ path: file, threads: 2 });
  await session.execute(`alter table shop.lines add column closed_at timestamp;
    update shop.lines set closed_at = ordered_at + interval 1 millisecond;
    create table shop.copy as from shop.lines`);
  await session.close();
};

const askBare = async (file: string, statement: string): Promise<number> => {
  const session = await openDuckdb({ path: file, readOnly: true, threads: 2 });
  const { rows } = await session.query(statement);
  await session.close();
  return Number(Object.values(rows[0] ?? {})[0]);
};

const bench = async (rows: number): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
  const file = join(folder, 'expensive.duckdb');
  await makeTables(file, rows);
  process.stdout.write(`${rows} rows, medians of ${ROUNDS} whole processes: bare SQL, ours, ratio\n`);
  for (const { kind } of EXPENSIVE) {
    const run = (way: string) => measure([process.argv[1] ?? '', way, kind, file]);
    const rounds = Array.from({ length: ROUNDS }, () => ({ bare: run('bare'), ours: run('ours') }));
    const counts = new Set(rounds.flatMap(({ bare, ours }) => [bare.stdout, ours.stdout]));
    if (counts.size > 1)
      throw new Error(`${kind}: the check and the bare statement count ${[...counts].join(' and ')}`);
    const seconds = (way: 'bare' | 'ours') => median(rounds.map((round) => round[way].seconds)).toFixed(2);
    const ratio = median(rounds.map(({ bare, ours }) => ours.seconds / bare.seconds));
    process.stdout.write(`${kind.padEnd(12)} ${seconds('bare')} s  ${seconds('ours')} s  ${ratio.toFixed(2)}\n`);
  }
  await rm(folder, { recursive: true });
};

const [way = '1000000', kind = '', file = ''] = process.argv.slice(2);
const asked = EXPENSIVE.find((one) => one.kind === kind);
if (way === 'ours' && asked) process.stdout.write(String((await askContract(file, contractOf(asked))).failing));
else if (way === 'bare' && asked) process.stdout.write(String(await askBare(file, asked.bare)));
else await bench(Number(way));
