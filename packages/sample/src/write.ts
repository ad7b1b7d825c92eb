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

/** Months that are written at a time: parts of a month's work keep one core busy, not two. */
const AT_A_TIME = 2;

/** Writes a file for each month that has records, and an empty one where none has. Their order is explicit, so the bytes do not depend on threads. */
export const writeDataSet = async (writing: Writing): Promise<WrittenFile[]> => {
  const { session, dataSet, rows, months, folder, signal } = writing;
  const streamed = dataSet.bulky && writing.orders > MOST_KEPT;
  if (!streamed) await session.execute(`create or replace table writing as ${rows}`, { signal });
  const from = streamed ? `(${rows})` : 'writing';
  const files: WrittenFile[] = [];
  for (let at = 0; at < months.length; at += AT_A_TIME) {
    const works = months.slice(at, at + AT_A_TIME).map((month) => writeMonth(writing, { month, from }));
    await Promise.allSettled(works); // what failed must not leave another at work
    files.push(...(await Promise.all(works)));
  }
  const whole = files.filter((file) => file.rows > 0);
  const kept = whole.length > 0 ? whole : files.slice(-1);
  for (const file of files) if (!kept.includes(file)) await rm(join(folder, file.path));
  return kept;
};

const writeMonth = async (
  { session, dataSet, folder, signal }: Writing,
  { month, from }: { readonly month: Date; readonly from: string },
): Promise<WrittenFile> => {
  const { literal } = session.dialect;
  const [year, number] = day(month).split('-');
  const path = `year=${year}/month=${number}/part-0.${dataSet.format.extension}`;
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  const { rows } = await session.query(
    `copy (select * exclude (_row, _month) from ${from} where _month = ${literal({ date: day(month) })} order by _row, 1)
     to ${literal(file)} (${dataSet.format.copy})`,
    { signal },
  );
  return { path, rows: Number(rows[0]?.Count) };
};
