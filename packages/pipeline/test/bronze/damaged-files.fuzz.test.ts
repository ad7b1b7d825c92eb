import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '@assay/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { damagedFiles, PARQUET_ROWS, RECORDS } from './damage.ts';
import { openTeaHouse, type TeaHouse } from './tea-house.ts';

const SEED = Number(process.env.ASSAY_SEED ?? 1);
const COUNT = Number(process.env.ASSAY_RUNS ?? 300);
const MOST_MS = 10_000;

let house: TeaHouse;
let parquet: Buffer;
beforeAll(async () => {
  house = await openTeaHouse();
  const file = join(house.input, '../whole.parquet');
  await house.session.execute(`copy (${PARQUET_ROWS}) to '${file}' (format parquet)`);
  parquet = await readFile(file);
});
afterAll(() => house.close());

/** One sentence a line, none of which is about a bug. */
const isSentences = (message: string): boolean =>
  message
    .split('\n')
    .every((line) => line.length > 10 && line.length < 600 && !/\bat .*\.ts:\d+|undefined|\[object/.test(line));

it(`${COUNT} damaged raw files are refused in a sentence, or every record of theirs is in bronze or in quarantine`, async () => {
  const failures: string[] = [];
  for (const { title, name, bytes, intact } of damagedFiles(COUNT, { seed: SEED, parquet })) {
    await rm(join(house.input, 'sales'), { recursive: true, force: true });
    await house.write({ [`sales/${name}`]: bytes });
    const started = performance.now();
    const outcome = await house.load({ runId: title }).catch((error: unknown) => error);
    const took = performance.now() - started;
    if (took > MOST_MS) failures.push(`${title}: took ${Math.round(took)} ms`);
    if (outcome instanceof DataError) {
      if (!isSentences(outcome.message)) failures.push(`${title}: ${outcome.message}`);
      continue;
    }
    if (outcome instanceof Error) {
      failures.push(`${title}: ${outcome.name} ${outcome.message}`);
      continue;
    }
    const kept = new Set(
      (await house.rows('select distinct pot_id from bronze.sales')).map((row) =>
        Number((row as { pot_id: string }).pot_id),
      ),
    );
    const condemned = JSON.stringify(await house.rows(`select record from quarantine.sales where run_id = '${title}'`));
    const lost = intact?.filter((id) => !kept.has(id) && !condemned.includes(String(id))) ?? [];
    if (lost.length > 0) failures.push(`${title}: loaded without ${lost.length} whole records, such as ${lost[0]}`);
    if (name.endsWith('.parquet') && kept.size !== RECORDS) failures.push(`${title}: loaded with ${kept.size} rows`);
  }
  expect(failures).toEqual([]);
});
