import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DuckdbSession } from '@assay/warehouse';
import { day } from './calendar.ts';
import type { DataSet } from './data-sets.ts';
import type { WrittenFile } from './faults/fault.ts';

interface Writing {
  readonly session: DuckdbSession;
  readonly dataSet: DataSet;
  /** What is written, with `_month` and `_row`. */
  readonly rows: string;
  readonly orders: number;
  readonly months: readonly Date[];
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

/** Planning a large SELECT takes longer than running it for a month of a small shop. */
const MOST_KEPT = 100_000;

/** Writes a file for each month that has records, and an empty one where none has. Their order is explicit, so the bytes do not depend on threads. */
export const writeDataSet = async (writing: Writing): Promise<WrittenFile[]> => {
  const { session, dataSet, months, folder, signal } = writing;
  const { literal } = session.dialect;
  const streamed = dataSet.bulky && writing.orders > MOST_KEPT;
  const from = streamed ? `(${writing.rows})` : 'writing';
  if (!streamed) await session.execute(`create or replace temp table writing as ${writing.rows}`, { signal });
  const files: WrittenFile[] = [];
  for (const month of months) {
    const [year, number] = day(month).split('-');
    const path = `year=${year}/month=${number}/part-0.${dataSet.format.extension}`;
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    const { rows } = await session.query(
      `copy (select * exclude (_row, _month) from ${from} where _month = ${literal({ date: day(month) })} order by _row, 1)
       to ${literal(file)} (${dataSet.format.copy})`,
      { signal },
    );
    const written = Number(rows[0]?.Count);
    const isLast = month === months.at(-1);
    if (written > 0 || (isLast && files.length === 0)) files.push({ path, rows: written });
    else await rm(file);
  }
  return files;
};
