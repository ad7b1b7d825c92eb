import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { damagedFiles, PARQUET_ROWS, RECORDS } from '@assay/pipeline/testing/damage';
import { openDuckdb } from '@assay/warehouse';
import { expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { assay } from './program.ts';

const SEED = Number(process.env.ASSAY_SEED ?? 1);
const COUNT = Number(process.env.ASSAY_RUNS ?? 100);
const MOST_MS = 10_000;

const TEA_HOUSE = {
  'assay.yml': `name: tea_house
as_of: 2026-01-31
input: raw
records: [records]
models: [models]
checks: []
quarantine: { at_most: 100% }
targets:
  local: { type: duckdb, path: .assay/tea_house.duckdb }
`,
  'records/sales.schema.json': JSON.stringify({
    type: 'object',
    required: ['pot_id', 'tea', 'price'],
    properties: { pot_id: { type: 'integer' }, tea: { type: 'string' }, price: { type: 'number', multipleOf: 0.01 } },
  }),
  'models/silver/sales.sql': '-- grain: pot_id\nselect pot_id, tea, price from bronze.sales',
};

it(`${COUNT} damaged raw files end a gate with a sentence and exit code 1 or 3, or none of their records is lost`, async () => {
  const { folder, remove } = await makeOrchard(TEA_HOUSE);
  await rm(join(folder, 'models/gold'), { recursive: true });
  await rm(join(folder, 'models/silver/harvest.sql'));
  const parquet = join(folder, 'whole.parquet');
  const session = await openDuckdb({ path: ':memory:' });
  await session.execute(`copy (${PARQUET_ROWS}) to '${parquet}' (format parquet)`);
  await session.close();
  const failures: string[] = [];
  for (const { title, name, bytes, intact } of damagedFiles(COUNT, {
    seed: SEED + 1,
    parquet: await readFile(parquet),
  })) {
    for (const one of ['raw/sales', '.assay']) await rm(join(folder, one), { recursive: true, force: true });
    await mkdir(join(folder, 'raw/sales'), { recursive: true });
    await writeFile(join(folder, 'raw/sales', name), bytes);
    const started = performance.now();
    const { code, stdout, stderr } = await assay(['gate'], { cwd: folder });
    const took = performance.now() - started;
    if (took > MOST_MS) failures.push(`${title}: took ${Math.round(took)} ms`);
    if (/bug of ours|\n\s+at /.test(stdout + stderr)) failures.push(`${title}: ${stderr}`);
    else if (code !== 0 && code !== 1 && code !== 3) failures.push(`${title}: exit code ${code}: ${stderr}`);
    if (code !== 0) continue;
    const report = JSON.parse(await readFile(join(folder, '.assay/latest/report.json'), 'utf8'));
    const records = report.quarantine[0]?.records ?? 0;
    if (records < (intact?.length ?? RECORDS)) failures.push(`${title}: published with ${records} records`);
  }
  await remove();
  expect(failures).toEqual([]);
});
