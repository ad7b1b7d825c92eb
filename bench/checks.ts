import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../apps/cli/src/report/assemble.ts';
import { askContract } from './ask-contract.ts';
import type { CheckedCase } from './checks-case.ts';
import { lines } from './checks-lines.ts';
import { wide } from './checks-wide.ts';
import { measure, median } from './measure.ts';

/**
 * What checks cost: contract, plan, statements, verdicts and report.json, against bare SQL that asks the same, fused
 * into as few passes as it goes. Each is a process of its own, by turns. Arguments: rows (a million), case (lines).
 */
const ROUNDS = 5;
const TABLE = 'shop.lines';
const CASES: Readonly<Record<string, CheckedCase>> = { lines, wide };

const reportOf = (found: Pick<Parameters<typeof assemble>[0], 'contracts' | 'columns' | 'rows' | 'verdicts'>) =>
  assemble({
    ...found,
    run: { id: 'bench', project: 'bench', target: 'local', asOf: '2025-12-31', startedAt: new Date(), git: null },
    finishedAt: new Date(),
    tables: [{ name: TABLE, grain: [] }],
    ...{
      freshness: new Map(),
      nulls: new Map(),
      built: new Map(),
      upstream: new Map(),
      history: [],
      timings: [],
      charts: [],
      changes: [],
    },
    ...{ published: null, lastPublication: undefined, quarantine: [], leftOut: [] },
    statements: { build: 0, check: 0, scans: 0 },
  });

const asked = async (file: string, text: string): Promise<number> => {
  const found = await askContract(file, text);
  await writeFile(`${file}.report.json`, JSON.stringify(reportOf(found)));
  return found.failing;
};

const bench = async (rows: number, name: string): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
  for (const kind of ['passing', 'failing'] as const) {
    const file = join(folder, `${kind}.duckdb`);
    await CASES[name]?.make({ file, rows, isBad: kind === 'failing' });
    const run = (way: string) => measure([process.argv[1] ?? '', way, file, name]);
    const rounds = Array.from({ length: ROUNDS }, () => ({ bare: run('yardstick'), ours: run('ours') }));
    const seconds = (way: 'bare' | 'ours') => median(rounds.map((round) => round[way].seconds)).toFixed(2);
    const ratio = median(rounds.map((round) => round.ours.seconds / round.bare.seconds));
    process.stdout.write(`${name}, ${rows} rows, all ${kind}, medians of ${ROUNDS} whole processes
fused bare SQL    ${seconds('bare')} s, ${rounds[0]?.bare.stdout} failing
ours              ${seconds('ours')} s, ${rounds[0]?.ours.stdout} failing
ratio             ${ratio.toFixed(2)}\n\n`);
  }
  await rm(folder, { recursive: true });
};

const [way = '1000000', second = 'lines', name = ''] = process.argv.slice(2);
if (way === 'ours') process.stdout.write(String(await asked(second, CASES[name]?.contract ?? '')));
else if (way === 'yardstick') process.stdout.write(String(await CASES[name]?.yardstick(second)));
else await bench(Number(way), second);
