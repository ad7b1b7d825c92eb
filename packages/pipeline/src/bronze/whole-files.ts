import type { Session } from '@assay/core';
import { isOtherEncoding, NOT_UTF8, OTHER_ENCODING, readBytes, ZERO_BYTES } from '@assay/files';
import type { DataSet } from './data-set.ts';
import type { Promised } from './manifest.ts';
import type { RawFile } from './raw-files.ts';
import { ZEROS } from './zeros.ts';

export interface ToCompare {
  readonly session: Session;
  readonly dataSet: DataSet;
  readonly runId: string;
  readonly files: readonly RawFile[];
  readonly promised: ReadonlyMap<string, Promised>;
  /** How many records each file gave, good and bad. */
  readonly counts: ReadonlyMap<string, number>;
}

const endsOpen = async (file: RawFile): Promise<boolean> => {
  let last = '\n';
  for await (const chunk of readBytes(file)) last = chunk.toString('latin1', chunk.length - 1);
  return last !== '\n' && last !== '\r';
};

/** What only shows once the records are read: a file with too few of them, one that breaks off, one in another encoding. */
export const compareFiles = async ({ session, dataSet, runId, ...of }: ToCompare): Promise<string[]> => {
  const { id, literal } = session.dialect;
  const problems: string[] = [];
  const { rows } = await session.query(
    `select _file, max(_line) as last, bool_or(reason = ${literal(NOT_UTF8)}) as foreign_,
       min(case when reason = ${literal(ZEROS)} then _line end) as zeros
     from quarantine.${id(dataSet.name)} where run_id = ${literal(runId)} and field is null group by _file`,
  );
  const unread = new Map(
    rows.map(({ _file, last, foreign_, zeros }) => [_file, { last: Number(last), foreign: foreign_, zeros }]),
  );
  for (const file of of.files) {
    const records = of.counts.get(file.name) ?? 0;
    const promised = of.promised.get(file.name)?.rows ?? records;
    const { last, foreign, zeros = null } = unread.get(file.name) ?? {};
    if (records !== promised)
      problems.push(
        `${file.path}: has ${records} records where its manifest says ${promised}; was it cut or written twice?`,
      );
    else if (zeros !== null) problems.push(`${file.path}: record ${zeros} holds ${ZERO_BYTES}`);
    else if (foreign && (await isOtherEncoding(file))) problems.push(`${file.path}: ${OTHER_ENCODING}`);
    else if (last === records && (await endsOpen(file)))
      problems.push(`${file.path}: breaks off in record ${records}, without a line end; was it cut?`);
  }
  return problems;
};
