import { DataError, type Session } from '@assay/core';
import { readingFailure } from '@assay/files';
import type { DataSet } from './data-set.ts';
import { clearPredicate } from './predicate.ts';
import type { Scan } from './scan.ts';

export interface ToInsert {
  readonly session: Session;
  readonly dataSet: DataSet;
  readonly folder: string;
}

/** DuckDB's complaint about a file of ours, as a sentence without what stands in it; any other error is not about the data. */
export const toDataError = (error: unknown, files: Scan['files']): unknown => {
  if (!(error instanceof Error) || /No space left|Out of Memory/.test(error.message)) return error;
  const isAboutData = /^(?:Invalid(?: Input)?|Conversion|IO|Serialization) Error/.test(error.message);
  const reason = readingFailure(error.message) ?? (isAboutData ? 'cannot be read; deliver it again' : undefined);
  if (reason === undefined) return error;
  const named = files.find(({ path }) => error.message.includes(path)) ?? files[0];
  const others =
    files.length > 1 && !error.message.includes(named?.path ?? '') ? ` or one of ${files.length - 1} more` : '';
  return new DataError(`${named?.path}${others}: ${reason}`, { cause: error });
};

/** Reads the files of a scan into bronze, typed; a record that is not clear by its schema brings its text along. */
export const insertScan = async ({ session, dataSet, folder }: ToInsert, scan: Scan): Promise<void> => {
  const { id, literal } = session.dialect;
  const values = dataSet.columns.map(({ name }) => scan.cells.get(name)?.value ?? 'NULL');
  const clear = `${scan.whole} and ${clearPredicate(dataSet, scan.cells, session.dialect)}`;
  await session
    .execute(
      `insert into bronze.${id(dataSet.name)}
       select ${[...values, `substr(_path, length(${literal(folder)}) + 2)`, 'NULL'].join(', ')},
         case when ${clear} then NULL else ${scan.record} end
       from ${scan.relation}`,
    )
    .catch((error) => {
      throw toDataError(error, scan.files);
    });
};
