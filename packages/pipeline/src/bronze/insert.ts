import { DataError, type Session } from '@assay/core';
import type { DataSet } from './data-set.ts';
import { clearPredicate } from './predicate.ts';
import type { Scan } from './scan.ts';

export interface ToInsert {
  readonly session: Session;
  readonly dataSet: DataSet;
  readonly folder: string;
}

/** DuckDB's complaint about a file of ours, as a sentence; any other error is not about the data. */
const toDataError = (error: unknown, files: Scan['files']): unknown => {
  if (!(error instanceof Error)) return error;
  const [why = ''] = error.message.split('\n');
  const file = files.find(({ path }) => error.message.includes(path)) ?? (files.length === 1 ? files[0] : undefined);
  if (file === undefined || !/^(?:Invalid Input|Conversion|IO) Error/.test(why) || /No space left/.test(why))
    return error;
  const sentence = why.includes('invalid state')
    ? 'it mixes line ends or is no CSV'
    : why.replace(/^[\w ]+ Error: /, '');
  return new DataError(`${file.path}: cannot be read: ${sentence}`, { cause: error });
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
