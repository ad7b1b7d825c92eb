import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDuckdb } from '@assay/warehouse';
import { lines } from './checks-lines.ts';
import { type Measured, measure, median } from './measure.ts';

/**
 * What people wait for at the terminal, in whole processes: the profile of a column against the bare SQL of the same
 * figures, and one check on a table of ten rows. Arguments: rows of the profiled table (ten million).
 */
const ROUNDS = 5;
const PROGRAM = resolve('../apps/cli/bin/assay.mjs');
/** A thousand values, each many times; and a key. */
const COLUMNS = ['weight', 'line_id'];

/** The figures that `assay spot` shows of a number, in three passes at most. */
const bare = async (file: string, column: string): Promise<void> => {
  const session = await openDuckdb({ path: file, readOnly: true });
  const from = 'shop.lines';
  const { rows } = await session.query(
    `select count(*) as n, count(*) - count(${column}) as nulls, count(distinct ${column}) as different, min(${column}) as low,
       max(${column}) as high, quantile_cont(${column}, [0.25, 0.5, 0.75]) as quartiles from ${from}`,
  );
  const { low, high } = rows[0] ?? {};
  const width = (Number(high) - Number(low)) / 12 || 1;
  await session.query(`select ${column}, count(*) as n from ${from} group by 1 order by n desc limit 5`);
  await session.query(
    `select least(floor((${column} - ${low}) / ${width}), 11) as bin, count(*) as n from ${from} group by 1 order by 1`,
  );
  await session.close();
};

const project = async (folder: string, file: string, contract: string): Promise<string> => {
  await mkdir(join(folder, 'checks', 'shop'), { recursive: true });
  await writeFile(join(folder, 'checks', 'shop', 'lines.yml'), contract);
  await writeFile(
    join(folder, 'assay.yml'),
    `name: bench\nas_of: 2025-12-31\nsources: [shop]\nmodels: []\nrecords: []\nchecks: [checks]\ntargets:\n  local: { type: duckdb, path: ${file} }\n`,
  );
  return folder;
};

const bench = async (rows: number): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
  const contract = 'table: shop.lines\ncolumns:\n  line_id: { not_null: true }\n';
  const large = await project(join(folder, 'large'), 'lines.duckdb', contract);
  const tiny = await project(join(folder, 'tiny'), 'lines.duckdb', contract);
  await lines.make({ file: join(large, 'lines.duckdb'), rows, isBad: false });
  await lines.make({ file: join(tiny, 'lines.duckdb'), rows: 10, isBad: false });
  const ways: Readonly<Record<string, () => Measured>> = {
    'node alone': () => measure(['-e', '0']),
    'assay check': () => measure([PROGRAM, 'check', '--quiet'], tiny),
    ...Object.fromEntries(
      COLUMNS.flatMap((column) => [
        [`bare ${column}`, () => measure([process.argv[1] ?? '', 'bare', join(large, 'lines.duckdb'), column])],
        [`spot ${column}`, () => measure([PROGRAM, 'spot', `shop.lines.${column}`], large)],
      ]),
    ),
  };
  const rounds = Array.from({ length: ROUNDS }, () =>
    Object.fromEntries(Object.entries(ways).map(([way, run]) => [way, run().seconds])),
  );
  const seconds = (way: string) => median(rounds.map((round) => round[way] ?? 0));
  for (const way of Object.keys(ways)) process.stdout.write(`${way.padEnd(14)} ${seconds(way).toFixed(2)} s\n`);
  for (const column of COLUMNS) {
    const ratio = median(rounds.map((round) => (round[`spot ${column}`] ?? 0) / (round[`bare ${column}`] ?? 1)));
    process.stdout.write(`spot of ${column} in ${rows} rows: ${ratio.toFixed(2)} x bare\n`);
  }
  await rm(folder, { recursive: true });
};

const [first = '10000000', second = '', third = ''] = process.argv.slice(2);
if (first === 'bare') await bare(second, third);
else await bench(Number(first));
