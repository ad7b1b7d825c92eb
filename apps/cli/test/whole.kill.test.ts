import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readReport } from '@assay/reporter';
import { openDuckdb } from '@assay/warehouse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readHistory } from '../src/report/history.ts';
import { DAYS, makeOrchard } from './orchard.ts';
import { assay, start } from './program.ts';

const KILLS = 100;

let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await makeOrchard());
});
afterAll(() => remove());

/** As of which day each published table and the publication itself say they are. */
const published = async (): Promise<string[]> => {
  const session = await openDuckdb({ path: join(folder, '.assay', 'orchard.duckdb'), readOnly: true, threads: 1 });
  try {
    const { rows } = await session.query(
      `select distinct as_of::varchar as day from gold.trees union all select distinct as_of::varchar from gold.days
       union all select as_of from _assay.publication where published_at = (select max(published_at) from _assay.publication)`,
    );
    return rows.map(({ day }) => String(day));
  } finally {
    await session.close();
  }
};

/** Reads every file that the runs left under its final name; each is whole. Gives how many there are of a kind. */
const filesOfRuns = async (): Promise<Record<string, number>> => {
  const count: Record<string, number> = {};
  for (const place of ['runs', 'latest']) {
    const entries = await readdir(join(folder, '.assay', place), { recursive: true, withFileTypes: true });
    for (const { name, parentPath } of entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.next'))) {
      const text = await readFile(join(parentPath, name), 'utf8');
      if (name === 'report.json') await readReport(text);
      else if (name === 'summary.json') JSON.parse(text);
      else expect(text.trimEnd().endsWith('</html>'), join(parentPath, name)).toBe(true);
      count[name] = (count[name] ?? 0) + 1;
    }
  }
  return count;
};

it(`shows the old set or the new one, whole, after each of ${KILLS} kills at random moments, sweeps up after them, and leaves a history of whole files`, async () => {
  const asOf = (i: number) => DAYS[i % DAYS.length] ?? '';
  let usual = 0;
  // The second is what is killed: a run that finds a publication
  for (let i = 0; i < 2; i++) {
    const begun = performance.now();
    expect(await assay(['gate', '--as-of', asOf(0)], { cwd: folder })).toMatchObject({ code: 0 });
    usual = performance.now() - begun;
  }
  let current = asOf(0);
  let came = 0;
  for (let i = 1; i <= KILLS; i++) {
    const { child, ended } = start(['gate', '--as-of', asOf(i)], { cwd: folder });
    // Every third kill comes late, where publishing is.
    const moment = usual * (i % 3 === 0 ? 0.6 + 0.8 * Math.random() : 1.05 * Math.random());
    await Promise.race([sleep(moment), ended]);
    child.kill('SIGKILL');
    await ended;
    const [trees, days, publication] = await published();
    expect([trees, days], `kill ${i} after ${Math.round(moment)} ms`).toEqual([publication, publication]);
    expect([current, asOf(i)]).toContain(publication);
    if (publication !== current) came += 1;
    current = publication ?? '';
  }
  const last = await assay(['gate', '--as-of', asOf(2)], { cwd: folder });
  expect(last).toMatchObject({ code: 0 });
  expect(await published()).toEqual([asOf(2), asOf(2), asOf(2)]);
  const left = (await readdir(join(folder, '.assay'))).filter((name) => /candidate|next|wal/.test(name));
  expect(left).toEqual([]);
  const { 'summary.json': kept = 0 } = await filesOfRuns();
  expect(await readHistory(join(folder, '.assay', 'runs'), 'local', KILLS + 2)).toHaveLength(kept);
  expect(kept).toBeGreaterThanOrEqual(2);
  expect(came, 'kills that came after the publication').toBeGreaterThan(0);
  expect(came, 'kills that came before it').toBeLessThan(KILLS);
});
