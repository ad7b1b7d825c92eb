import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { modelText, orderModels, readModels, readReferences } from '@assay/pipeline';
import { openDuckdb } from '@assay/warehouse';
import { measure, median } from './measure.ts';

/**
 * What it costs to build gold with the program, from silver on: against the same SQL run bare in one DuckDB process.
 * `build` leaves a candidate; `gate` also checks, publishes and reports. Whole processes, by turns.
 * Arguments: orders of the shop (a million), rounds (3).
 */
const PROGRAM = resolve('../apps/cli/bin/assay.mjs');
const DAY = '2026-01-31';
const PROJECT = `name: shop
settings: { home_country: US, fiscal_start_month: 1 }
as_of: ${DAY}
input: raw
targets:
  local: { type: duckdb, path: .assay/shop.duckdb }
`;

/** The work of a child process: the models of gold, one statement each, in a file that has silver. */
const bare = async (file: string, folder: string): Promise<void> => {
  const session = await openDuckdb({ path: file, memory: '1GB' });
  const models = await readModels([folder]);
  const { references } = await readReferences(session, models);
  const { ordered, upstream } = orderModels(models, references, { tables: [], isSource: () => true });
  const parameters = { as_of: { date: DAY }, home_country: 'US', fiscal_start_month: 1 };
  for (const model of ordered.filter(({ schema }) => schema === 'gold'))
    await session.execute(
      `create or replace table gold.${model.name} as ${modelText(model, session, { parameters, upstream })}`,
    );
  await session.close();
};

const bench = async (orders: number, rounds: number): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
  await writeFile(join(folder, 'assay.yml'), PROJECT);
  const sample = measure([PROGRAM, 'sample', '--out', 'raw', '--orders', String(orders), '--until', DAY], folder);
  const whole = measure([PROGRAM, 'gate', '--quiet'], folder);
  const took = new Map<string, number[]>([
    ['bare', []],
    ['build', []],
    ['gate', []],
  ]);
  for (let round = 0; round < rounds; round++) {
    await cp(join(folder, '.assay/shop.duckdb'), join(folder, 'bare.duckdb'));
    const ways = {
      bare: [process.argv[1] ?? '', 'bare', join(folder, 'bare.duckdb'), resolve('../packages/pipeline/models')],
      build: [PROGRAM, 'build', '--select', 'gold.*', '--quiet'],
      gate: [PROGRAM, 'gate', '--select', 'gold.*', '--quiet'],
    };
    // Each begins as often as the others: the first of a round meets a machine that has rested
    const turn = round % Object.keys(ways).length;
    const order = [...Object.entries(ways).slice(turn), ...Object.entries(ways).slice(0, turn)];
    for (const [way, words] of order) took.get(way)?.push(measure(words, folder).seconds);
  }
  await rm(folder, { recursive: true });
  const [bareTook = 0, build = 0, gate = 0] = [...took.values()].map(median);
  process.stdout.write(`${orders.toLocaleString('en')} orders
  sample              ${sample.seconds.toFixed(1)} s, ${sample.megabytes.toFixed(0)} MB
  whole gate, raw on  ${whole.seconds.toFixed(1)} s, ${whole.megabytes.toFixed(0)} MB
  gold bare           ${bareTook.toFixed(2)} s
  assay build         ${build.toFixed(2)} s, ${(build / bareTook).toFixed(2)} x bare
  assay gate          ${gate.toFixed(2)} s, ${(gate / bareTook).toFixed(2)} x bare (with every check, publication, page)
`);
};

const [first, second, third] = process.argv.slice(2);
if (first === 'bare') await bare(second ?? '', third ?? '');
else await bench(Number(first ?? 1_000_000), Number(second ?? 3));
