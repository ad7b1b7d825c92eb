import type { Session } from '@assay/core';
import { type CsvHeader, columnsOfFile, readCsvHeader } from '@assay/files';
import { compareColumns } from './compare-columns.ts';
import { isHeader, notAHeader } from './csv-header.ts';
import { readRejects } from './csv-rejects.ts';
import type { DataSet } from './data-set.ts';
import { pathList, type RawFile } from './raw-files.ts';
import { recordOfCells } from './record.ts';
import type { Format, Scan } from './scan.ts';
import { textCell } from './text-cell.ts';
import type { JsonRecord } from './validator.ts';
import { ZEROS } from './zeros.ts';

const LINE_ENDS = { '\n': '\\n', '\r\n': '\\r\\n', '\r': '\\r' } as const;

interface Group {
  readonly header: CsvHeader;
  readonly files: RawFile[];
}

const toScan = ({ header, files }: Group, dataSet: DataSet, { dialect }: Session): Scan => {
  const columns = header.names.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ');
  const cellOf = (name: string): string => `c${header.names.indexOf(name)}`;
  const options = [
    pathList(files, dialect),
    `columns = {${columns}}`,
    `auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', filename = '_path'`,
    `store_rejects = true, rejects_limit = 0`,
    `compression = '${files[0]?.gzip ? 'gzip' : 'none'}'`,
    ...(header.newline ? [`new_line = '${LINE_ENDS[header.newline]}'`] : []),
  ];
  return {
    files,
    relation: `read_csv(${options.join(', ')})`,
    cells: new Map(
      dataSet.columns
        .filter(({ source }) => header.names.includes(source))
        .map((column) => [column.name, textCell(cellOf(column.source), column)]),
    ),
    whole: files[0]?.zeros
      ? `not contains(concat_ws('', ${header.names.map((_, i) => `c${i}`).join(', ')}), chr(0))`
      : 'true',
    record: `json_object(${header.names.map((name, i) => `${dialect.literal(name)}, c${i}`).join(', ')})`,
    judged: '_record',
    toRecord: (judged) => {
      const cells: JsonRecord = JSON.parse(judged ?? '{}');
      return Object.values(cells).some((cell) => String(cell).includes('\0')) ? ZEROS : recordOfCells(dataSet, cells);
    },
    unreadable: (session) => readRejects(session, files, header.names.length),
  };
};

/**
 * CSV as RFC 4180 has it: commas, double quotes, a header, UTF-8 (a byte order mark is allowed). Empty cells too many at
 * the end of a row are no harm. The header is read here,
 * because DuckDB goes by position once it is told the columns; files with the same header are read by one statement.
 */
export const csv: Format = async ({ dataSet, files, session }) => {
  const groups = new Map<string, Group>();
  const problems: string[] = [];
  for (const file of files) {
    const header = await readCsvHeader(file);
    if (typeof header === 'string') {
      problems.push(`${file.path}: ${header}`);
      continue;
    }
    const key = JSON.stringify([header.names, header.newline, file.gzip, file.zeros]);
    const group = groups.get(key) ?? { header, files: [] };
    group.files.push(file);
    groups.set(key, group);
  }
  for (const group of groups.values()) {
    if (!isHeader(group.header.names, dataSet)) {
      problems.push(...group.files.map(({ path }) => `${path}: ${notAHeader(group.header.names)}`));
      continue;
    }
    problems.push(...compareColumns(group.files, dataSet, group.header.names));
  }
  const scans = problems.length > 0 ? [] : [...groups.values()].map((group) => toScan(group, dataSet, session));
  const fields = [...groups.values()].flatMap((group) =>
    group.files.map(({ name }) => columnsOfFile(name, group.header.names)),
  );
  return { scans, problems, fields };
};
