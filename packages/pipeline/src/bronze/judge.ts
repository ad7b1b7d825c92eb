import type { Session } from '@assay/core';
import type { DataSet } from './data-set.ts';
import type { Scan } from './scan.ts';
import type { Fault, JsonRecord } from './validator.ts';

/** A record of bronze that must leave it. */
export interface Verdict extends Fault {
  readonly row: string;
  /** What quarantine keeps instead of what the engine read, where that is nothing. */
  readonly record: string | null;
}

export interface ToJudge {
  readonly session: Session;
  readonly dataSet: DataSet;
  readonly scan: Scan;
  /** Bronze rows from this one on are the scan's. */
  readonly from: number;
}

const BATCH = 5000;

const faultOf = (dataSet: DataSet, record: JsonRecord | string, present: string): Fault | undefined => {
  if (typeof record === 'string') return { field: null, reason: record };
  const fault = dataSet.validate(record);
  if (fault) return fault;
  const misfit = dataSet.columns.find(({ key }, i) => (record[key] ?? null) !== null && present[i] === '0');
  return misfit && { field: misfit.key, reason: `does not fit ${misfit.type}` };
};

/** Asks ajv about the records that the predicate left open, batch by batch, and gives the bad ones. */
export async function* judge({ session, dataSet, scan, from }: ToJudge): AsyncGenerator<Verdict[]> {
  const { id } = session.dialect;
  const present = dataSet.columns.map(({ name }) => `(${id(name)} is not null)::int::varchar`).join(' || ') || `''`;
  await session.execute(
    `create or replace temp table doubtful as
     select rowid as row_, _file, _line, _record, ${scan.judged} as judged, ${present} as present
     from bronze.${id(dataSet.name)} where _record is not null and rowid >= ${from}`,
  );
  for (let first = 0; ; first += BATCH) {
    const { rows } = await session.query(
      `select * from doubtful where rowid >= ${first} and rowid < ${first + BATCH} order by rowid`,
    );
    if (rows.length === 0) break;
    const verdicts: Verdict[] = [];
    for (const { row_, _file, _line, _record, judged, present: bits } of rows) {
      const readable = _record !== '' || scan.textOf === undefined;
      const text = readable ? String(_record) : ((await scan.textOf?.(String(_file), Number(_line))) ?? '');
      const fault = faultOf(dataSet, scan.toRecord(judged === null ? null : String(judged), text), String(bits));
      if (fault) verdicts.push({ row: String(row_), ...fault, record: readable ? null : text });
    }
    if (verdicts.length > 0) yield verdicts;
  }
  await session.execute('drop table doubtful');
}
