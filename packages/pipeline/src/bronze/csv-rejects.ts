import { DataError, type Session } from '@assay/core';
import { NOT_UTF8 } from '@assay/files';
import { numberCsvRecords } from './csv-records.ts';
import type { RawFile } from './raw-files.ts';
import type { Unreadable } from './scan.ts';
import { ZEROS } from './zeros.ts';

const REJECTS = `select scans.file_path as path, errors.line_byte_position as offset_,
    arg_min(errors.error_type, errors.byte_position) as kind, any_value(errors.csv_line) as line
  from reject_errors as errors join reject_scans as scans
    on errors.scan_id = scans.scan_id and errors.file_id = scans.file_id
  group by all order by path, offset_`;

const REASONS: Readonly<Record<string, string>> = {
  'MISSING COLUMNS': 'has too few cells',
  'TOO MANY COLUMNS': 'has too many cells',
  'INVALID ENCODING': NOT_UTF8,
  'UNQUOTED VALUE': 'has text after a closing quote',
  'LINE SIZE OVER MAXIMUM': 'is longer than 2 MB',
};

interface Reject {
  readonly path: string;
  readonly offset: number;
  readonly kind: string;
  readonly line: string;
}

const isUnclosed = ({ kind, line }: Reject): boolean => kind === 'UNQUOTED VALUE' && line.split('"').length % 2 === 0;

/**
 * The rows that DuckDB left out since it was last asked, with their place among the records of their file: it tells where
 * they begin, and counts lines of its own. Rows after a quote that is never closed are lost, so that is the file's fault.
 */
export const readRejects = async (
  session: Session,
  files: readonly RawFile[],
  columns: number,
): Promise<Unreadable[]> => {
  const { rows } = await session.query(REJECTS);
  await session.execute('drop table reject_errors');
  await session.execute('drop table reject_scans');
  const rejects = rows.map(
    ({ path, offset_, kind, line }): Reject => ({
      path: String(path),
      offset: Number(offset_),
      kind: String(kind),
      line: String(line ?? '').trim(),
    }),
  );
  const found: Unreadable[] = [];
  for (const file of files) {
    const ours = rejects.filter(({ path }) => path === file.path);
    if (ours.length === 0) continue;
    const offsets = ours.map(({ offset }) => offset);
    const numbers = await numberCsvRecords(file, offsets, columns);
    ours.forEach((reject, i) => {
      const line = numbers[i] ?? 0;
      if (isUnclosed(reject))
        throw new DataError(`${file.path}: record ${line} opens a quote that is never closed; was the file cut?`);
      const reason = reject.line.includes('\0') ? ZEROS : (REASONS[reject.kind] ?? reject.kind.toLowerCase());
      found.push({ file: file.name, line, after: line - i - 1, reason, record: reject.line });
    });
  }
  return found;
};
