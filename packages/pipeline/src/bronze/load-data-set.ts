import { DataError, type Session } from '@assay/core';
import type { DataSet } from './data-set.ts';
import { judge } from './judge.ts';
import { isOtherEncoding, NOT_UTF8 } from './latin1.ts';
import type { Promised } from './manifest.ts';
import { numberLines } from './number-lines.ts';
import { clearPredicate } from './predicate.ts';
import { countQuarantine, type LoadedDataSet, openQuarantine } from './quarantine.ts';
import type { Scan, Unreadable } from './scan.ts';

export interface ToLoad {
  readonly session: Session;
  readonly dataSet: DataSet;
  readonly folder: string;
  readonly scans: readonly Scan[];
  readonly promised: ReadonlyMap<string, Promised>;
  readonly runId: string;
  /** The share of bad records above which the data set is refused. */
  readonly atMost: number;
}

export interface Loaded extends LoadedDataSet {
  readonly problems: readonly string[];
}

const insert = async ({ session, dataSet, folder }: ToLoad, scan: Scan): Promise<Unreadable[]> => {
  const { id, literal } = session.dialect;
  const values = dataSet.columns.map(({ name }) => scan.cells.get(name)?.value ?? 'NULL');
  const clear = `${scan.whole} and ${clearPredicate(dataSet, scan.cells, session.dialect)}`;
  await session.execute(
    `insert into bronze.${id(dataSet.name)}
     select ${[...values, `substr(_path, length(${literal(folder)}) + 2)`, 'NULL'].join(', ')},
       case when ${clear} then NULL else ${scan.record} end
     from ${scan.relation}`,
  );
  return (await scan.unreadable?.(session)) ?? [];
};

const asDataError = (error: unknown, { files }: Scan, folder: string): never => {
  const [why = ''] = String(error instanceof Error ? error.message : error).split('\n');
  if (!(error instanceof Error) || error instanceof DataError || !/^(Invalid Input|Conversion|IO) Error/.test(why))
    throw error;
  const where = files.find(({ path }) => error.message.includes(path))?.path ?? folder;
  const mixed = why.includes('invalid state')
    ? 'it mixes line ends or is no CSV'
    : why.replace(/^\w[\w ]* Error: /, '');
  throw new DataError(`${where}: cannot be read: ${mixed}`, { cause: error });
};

const countRows = async ({ session, dataSet }: ToLoad): Promise<Map<string, number>> => {
  const { rows } = await session.query(
    `select _file, count(*) as records from bronze.${session.dialect.id(dataSet.name)} group by _file`,
  );
  return new Map(rows.map(({ _file, records }) => [String(_file), Number(records)]));
};

const compareCounts = ({ promised, folder }: ToLoad, counts: ReadonlyMap<string, number>): string[] =>
  [...promised].flatMap(([path, { rows }]) => {
    const found = counts.get(path) ?? 0;
    if (rows === undefined || rows === found) return [];
    return [`${folder}/${path}: has ${found} records where its manifest says ${rows}; was it cut or written twice?`];
  });

const compareShare = async (request: ToLoad, records: number) => {
  const { session, dataSet, runId, folder, atMost } = request;
  const reasons = await countQuarantine(session, dataSet, runId);
  const bad = reasons.reduce((sum, reason) => sum + reason.records, 0);
  const [worst] = reasons;
  const per = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;
  const over = worst !== undefined && bad / records > atMost;
  const what = worst && [worst.field, worst.reason].filter((part) => part !== null).join(' ');
  return {
    bad,
    reasons: reasons.map(({ example: _, ...reason }) => reason),
    problems: over
      ? [
          `${dataSet.name}: ${bad} of ${records} records are bad (${per(bad / records)}, at most ${per(atMost)} may be); ` +
            `${worst.records} because: ${what}, such as ${folder}/${worst.example}; all are in quarantine.${dataSet.name}`,
        ]
      : [],
  };
};

const compareEncoding = async (scan: Scan, notUtf8: ReadonlySet<string>): Promise<string[]> => {
  const problems: string[] = [];
  for (const file of scan.files)
    if (notUtf8.has(file.name) && (await isOtherEncoding(file)))
      problems.push(`${file.path}: is not UTF-8 but another encoding, such as Latin-1; save it as UTF-8`);
  return problems;
};

/** Loads the files of one data set into its bronze table, good records there and bad ones into quarantine, each once. */
export const loadDataSet = async (request: ToLoad): Promise<Loaded> => {
  const { session, dataSet, scans, folder, runId } = request;
  const table = `bronze.${session.dialect.id(dataSet.name)}`;
  const columns = dataSet.columns.map(({ name, type }) => `${session.dialect.id(name)} ${type}`);
  await session.execute(
    `create or replace table ${table} (${[...columns, '_file varchar', '_line bigint', '_record varchar'].join(', ')})`,
  );
  const quarantine = await openQuarantine(session, dataSet, runId);
  const unreadable = new Map<string, number>();
  const problems: string[] = [];
  let from = 0;
  for (const scan of scans) {
    const unread = await insert(request, scan).catch((error) => asDataError(error, scan, folder));
    await numberLines({ session, table, from, unreadable: unread });
    await quarantine.admit(unread);
    const notUtf8 = new Set<string>();
    for (const { file, reason } of unread) {
      unreadable.set(file, (unreadable.get(file) ?? 0) + 1);
      if (reason === NOT_UTF8) notUtf8.add(file);
    }
    for await (const verdicts of judge({ session, dataSet, scan, from })) await quarantine.condemn(verdicts);
    problems.push(...(await compareEncoding(scan, notUtf8)));
    from = Number((await session.query(`select count(*) as rows from ${table}`)).rows[0]?.rows);
  }
  const counts = await countRows(request);
  for (const [file, records] of unreadable) counts.set(file, (counts.get(file) ?? 0) + records);
  await quarantine.move();
  await session.execute(`alter table ${table} drop column _record`);
  const records = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const share = await compareShare(request, records);
  const { bad, reasons } = share;
  return {
    data_set: dataSet.name,
    records,
    bad,
    reasons,
    problems: [...problems, ...compareCounts(request, counts), ...share.problems],
  };
};
