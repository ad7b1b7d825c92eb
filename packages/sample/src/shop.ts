import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckdbSession, openDuckdb } from '@assay/warehouse';
import { day, monthOf, monthsBetween } from './calendar.ts';
import { type DataSet, dataSets } from './data-sets.ts';
import { namingFullDisk } from './disk-full.ts';
import type { WrittenFile } from './faults/fault.ts';
import type { Planted } from './faults.ts';
import { prepareFolder } from './folder.ts';
import { writeManifest } from './manifest.ts';
import { parseOptions, type ShopOptions } from './options.ts';
import { plantRows } from './plant.ts';
import { firstDay, inWorld, steps } from './world.ts';
import { writeDataSet } from './write.ts';

export interface WrittenShop {
  /** First and last day, `2026-01-31`. */
  readonly since: string;
  readonly until: string;
  readonly dataSets: readonly WrittenDataSet[];
}

export interface WrittenDataSet {
  readonly name: string;
  readonly files: number;
  readonly rows: number;
  readonly bytes: number;
}

/** DuckDB joins what is as of a value in a list of few by looping over all pairs, which takes three times as long. */
const SORTED_ASOF = 'set asof_loop_join_threshold = 0';

/** Writes the raw files of a shop that never was: the same orders, seed and last day give the same files. */
export const writeShop = async (options: ShopOptions): Promise<WrittenShop> => {
  const { planted, ...world } = parseOptions(options);
  const { out, threads, signal } = options;
  const since = firstDay(world);
  const until = day(world.until);
  await prepareFolder(out, { orders: world.orders, seed: world.seed, until, plant: options.plant ?? [] });

  const temp = join(out, '.temp');
  const session = await openDuckdb({ path: ':memory:', temp, memory: '1GB', threads, setup: SORTED_ASOF });
  try {
    const bind = inWorld(world, session.dialect);
    for (const step of steps) await session.execute(bind(step), { signal });
    const months = monthsBetween(monthOf(since), world.until);
    const written: WrittenDataSet[] = [];
    for (const dataSet of dataSets) {
      const mine = planted.filter(({ fault }) => fault.dataSet === dataSet.name);
      written.push(
        await writeWhole({ session, dataSet, planted: mine, orders: world.orders, bind, months, out, signal }),
      );
    }
    return { since: day(since), until, dataSets: written };
  } catch (error) {
    return namingFullDisk(out)(error);
  } finally {
    await session.close();
    await rm(temp, { recursive: true, force: true });
  }
};

interface Writing {
  readonly session: DuckdbSession;
  readonly dataSet: DataSet;
  readonly planted: readonly Planted[];
  readonly orders: number;
  readonly bind: (script: string) => string;
  readonly months: readonly Date[];
  readonly out: string;
  readonly signal: AbortSignal | undefined;
}

const writeWhole = async ({ planted, bind, out, ...writing }: Writing): Promise<WrittenDataSet> => {
  const folder = join(out, writing.dataSet.name);
  await mkdir(folder);
  const rows = await plantRows({ session: writing.session, dataSet: writing.dataSet, planted, bind });
  let files: readonly WrittenFile[] = await writeDataSet({ ...writing, rows, folder });
  for (const { fault } of planted) files = (await fault.files?.({ folder, files })) ?? files;
  const bytes = await writeManifest({ folder, files });
  for (const { fault } of planted) await fault.damage?.({ folder, files });
  return {
    name: writing.dataSet.name,
    files: files.length,
    rows: files.reduce((sum, file) => sum + file.rows, 0),
    bytes,
  };
};
