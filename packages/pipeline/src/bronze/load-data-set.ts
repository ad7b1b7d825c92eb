import type { Percentage, Session } from '@assay/core';
import type { DataSet } from './data-set.ts';
import { insertScan } from './insert.ts';
import { judge } from './judge.ts';
import type { Promised } from './manifest.ts';
import { numberLines } from './number-lines.ts';
import { countQuarantine, type LoadedDataSet, openQuarantine } from './quarantine.ts';
import type { Scan } from './scan.ts';
import { refusedShare } from './share.ts';
import { compareFiles } from './whole-files.ts';

export interface ToLoad {
  readonly session: Session;
  readonly dataSet: DataSet;
  readonly folder: string;
  readonly scans: readonly Scan[];
  readonly promised: ReadonlyMap<string, Promised>;
  readonly runId: string;
  /** The share of bad records above which the data set is refused. */
  readonly atMost: Percentage;
}

export interface Loaded {
  readonly dataSet: LoadedDataSet;
  /** How many records each file gave, by its name. */
  readonly counts: ReadonlyMap<string, number>;
  readonly problems: readonly string[];
}

const countRecords = async (session: Session, table: string): Promise<Map<string, number>> => {
  const { rows } = await session.query(`select _file, count(*) as records from ${table} group by _file`);
  return new Map(rows.map(({ _file, records }) => [String(_file), Number(records)]));
};

/** Loads the files of one data set into its bronze table, good records there and bad ones into quarantine, each once. */
export const loadDataSet = async (request: ToLoad): Promise<Loaded> => {
  const { session, dataSet, scans, folder, runId, atMost } = request;
  const { id } = session.dialect;
  const table = `bronze.${id(dataSet.name)}`;
  const columns = dataSet.columns.map(({ name, type }) => `${id(name)} ${type}`);
  await session.execute(
    `create or replace table ${table} (${[...columns, '_file varchar', '_line bigint', '_record varchar'].join(', ')})`,
  );
  const quarantine = await openQuarantine(session, dataSet, runId);
  const unreadable: string[] = [];
  let from = 0;
  for (const scan of scans) {
    await insertScan(request, scan);
    const unread = (await scan.unreadable?.(session)) ?? [];
    await numberLines({ session, table, from, unreadable: unread });
    await quarantine.admit(unread);
    for (const { file } of unread) unreadable.push(file);
    for await (const verdicts of judge({ session, dataSet, scan, from })) await quarantine.condemn(verdicts);
    from = Number((await session.query(`select count(*) as rows from ${table}`)).rows[0]?.rows);
  }
  const counts = await countRecords(session, table);
  for (const file of unreadable) counts.set(file, (counts.get(file) ?? 0) + 1);
  await quarantine.move();
  await session.execute(`alter table ${table} drop column _record`);

  const files = scans.flatMap((scan) => scan.files);
  const reasons = await countQuarantine(session, dataSet, runId);
  const loaded: LoadedDataSet = {
    data_set: dataSet.name,
    records: [...counts.values()].reduce((sum, count) => sum + count, 0),
    bad: reasons.reduce((sum, { records }) => sum + records, 0),
    reasons: reasons.map(({ example: _, ...reason }) => reason),
  };
  const problems = await compareFiles({ ...request, files, counts });
  const share = refusedShare(loaded, reasons[0], { atMost, folder });
  return { dataSet: loaded, counts, problems: share === undefined ? problems : [...problems, share] };
};
