import type { Session } from '@assay/core';
import type { Unreadable } from './scan.ts';

export interface ToNumber {
  readonly session: Session;
  readonly table: string;
  /** Rows from this one on are to be numbered. */
  readonly from: number;
  readonly unreadable: readonly Unreadable[];
}

/** DuckDB keeps the order of files and records, so a row's number is its distance from the first row of its file. */
export const numberLines = async ({ session, table, from, unreadable }: ToNumber): Promise<void> => {
  await session.execute(
    `update ${table} set _line = ${table}.rowid - first + 1
     from (select _file as file, min(rowid) as first from ${table} where rowid >= ${from} group by _file) as files
     where _file = file and ${table}.rowid >= ${from}`,
  );
  if (unreadable.length === 0) return;
  await session.execute('create or replace temp table gaps (file varchar, after_ bigint, line bigint)');
  const { literal } = session.dialect;
  for (let i = 0; i < unreadable.length; i += 1000) {
    const rows = unreadable.slice(i, i + 1000).map(({ file, after, line }) => `(${literal(file)}, ${after}, ${line})`);
    await session.execute(`insert into gaps values ${rows.join(', ')}`);
  }
  await session.execute(
    `update ${table} set _line = _line + skipped
     from (select rows.rowid as row_, gap.skipped
       from ${table} as rows asof join
         (select file, after_, max(line) - after_ as skipped from gaps group by file, after_) as gap
         on rows._file = gap.file and rows._line > gap.after_
       where rows.rowid >= ${from}) as shifted
     where ${table}.rowid = row_`,
  );
  await session.execute('drop table gaps');
};
