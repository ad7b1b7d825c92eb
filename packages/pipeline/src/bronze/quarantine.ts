import type { Session } from '@assay/core';
import type { DataSet } from './data-set.ts';
import type { Verdict } from './judge.ts';
import type { Unreadable } from './scan.ts';

/** What the report says of one data set. */
export interface LoadedDataSet {
  readonly data_set: string;
  readonly records: number;
  readonly bad: number;
  readonly reasons: readonly { readonly field: string | null; readonly reason: string; readonly records: number }[];
}

export interface Quarantine {
  /** Takes note of bad records that are in bronze. */
  condemn(verdicts: readonly Verdict[]): Promise<void>;
  /** Writes down records that never came as far as bronze. */
  admit(unreadable: readonly Unreadable[]): Promise<void>;
  /** Moves the condemned out of bronze. */
  move(): Promise<void>;
}

const CHUNK = 1000;

const chunks = function* <T>(all: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += CHUNK) yield all.slice(i, i + CHUNK);
};

/** The quarantine of one data set in one run; it lies in a database of its own, attached as `quarantine`. */
export const openQuarantine = async (session: Session, dataSet: DataSet, runId: string): Promise<Quarantine> => {
  const { id, literal } = session.dialect;
  const bronze = `bronze.${id(dataSet.name)}`;
  const quarantine = `quarantine.${id(dataSet.name)}`;
  await session.execute(
    `create table if not exists ${quarantine}
     (run_id varchar, _file varchar, _line bigint, field varchar, reason varchar, record varchar)`,
  );
  await session.execute(
    `create or replace temp table condemned (row_ bigint, field varchar, reason varchar, record varchar)`,
  );
  return {
    condemn: async (verdicts) => {
      for (const some of chunks(verdicts)) {
        const rows = some.map(
          ({ row, field, reason, record }) => `(${row}, ${literal(field)}, ${literal(reason)}, ${literal(record)})`,
        );
        await session.execute(`insert into condemned values ${rows.join(', ')}`);
      }
    },
    admit: async (unreadable) => {
      for (const some of chunks(unreadable)) {
        const rows = some.map(
          ({ file, line, reason, record }) =>
            `(${[runId, file].map(literal).join(', ')}, ${line}, NULL, ${literal(reason)}, ${literal(record)})`,
        );
        await session.execute(`insert into ${quarantine} values ${rows.join(', ')}`);
      }
    },
    move: async () => {
      await session.execute(
        `insert into ${quarantine}
         select ${literal(runId)}, b._file, b._line, c.field, c.reason, coalesce(c.record, b._record)
         from condemned as c join ${bronze} as b on b.rowid = c.row_ order by c.row_`,
      );
      await session.execute(`delete from ${bronze} where rowid in (select row_ from condemned)`);
      await session.execute('drop table condemned');
    },
  };
};

/** What a run has put into quarantine, by field and reason, the most frequent first; with the first such record. */
export const countQuarantine = async (session: Session, dataSet: DataSet, runId: string) => {
  const { id, literal } = session.dialect;
  const { rows } = await session.query(
    `select field, reason, count(*) as records, arg_min(_file || ':' || _line, (_file, _line)) as example
     from quarantine.${id(dataSet.name)} where run_id = ${literal(runId)}
     group by field, reason order by records desc, field, reason`,
  );
  return rows.map(({ field, reason, records, example }) => ({
    field: field === null ? null : String(field),
    reason: String(reason),
    records: Number(records),
    example: String(example),
  }));
};
