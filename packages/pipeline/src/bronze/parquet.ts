import { columnsOfFile, readingFailure } from '@assay/files';
import { compareColumns } from './compare-columns.ts';
import { nativeCell } from './native-cell.ts';
import { pathList, type RawFile } from './raw-files.ts';
import { toRecord } from './record.ts';
import type { Format, Scan, ToOpen } from './scan.ts';

type Columns = ReadonlyMap<string, string>;

const columnsOf = async (file: RawFile, { session }: ToOpen): Promise<Columns | string> => {
  try {
    const { rows } = await session.query(
      `describe select * from read_parquet(${pathList([file], session.dialect)}, hive_partitioning = false)`,
    );
    return new Map(rows.map((row) => [String(row.column_name), String(row.column_type)]));
  } catch (error) {
    const reason = readingFailure(String(error instanceof Error ? error.message : error));
    if (reason === undefined) throw error;
    return `${file.path}: ${reason}`;
  }
};

/** JSON has no infinity and no NaN; they become text, which is no number. */
const asJson = (name: string, type: string): string => {
  if (/^(?:DOUBLE|FLOAT)$/.test(type))
    return `case when isfinite(${name}) then to_json(${name}) else to_json(cast(${name} as varchar)) end`;
  return /^(?:DECIMAL|BOOLEAN|U?(?:TINY|SMALL|BIG|HUGE)?INT)/.test(type) ? name : `cast(${name} as varchar)`;
};

const toScan = (columns: Columns, files: readonly RawFile[], { dataSet, session }: ToOpen): Scan => {
  const { id, literal } = session.dialect;
  return {
    files,
    relation: `read_parquet(${pathList(files, session.dialect)}, filename = '_path', hive_partitioning = false)`,
    cells: new Map(
      dataSet.columns.flatMap((column) => {
        const type = columns.get(column.source);
        const cell = type && nativeCell(id(column.source), column, type);
        return cell ? [[column.name, cell] as const] : [];
      }),
    ),
    whole: 'true',
    record: `json_object(${[...columns].map(([name, type]) => `${literal(name)}, ${asJson(id(name), type)}`).join(', ')})`,
    judged: '_record',
    toRecord: (judged) => toRecord(dataSet, JSON.parse(judged ?? '{}')),
  };
};

/** Parquet. Files with the same columns are read by one statement; a column of another type is the whole file's fault. */
export const parquet: Format = async (request) => {
  const groups = new Map<string, { columns: Columns; files: RawFile[] }>();
  const problems: string[] = [];
  for (const file of request.files) {
    const columns = await columnsOf(file, request);
    if (typeof columns === 'string') {
      problems.push(columns);
      continue;
    }
    const key = JSON.stringify([...columns]);
    const group = groups.get(key) ?? { columns, files: [] };
    group.files.push(file);
    groups.set(key, group);
  }
  for (const { columns, files } of groups.values()) {
    problems.push(...compareColumns(files, request.dataSet, [...columns.keys()]));
    for (const column of request.dataSet.columns) {
      const type = columns.get(column.source);
      if (type && !nativeCell('', column, type))
        problems.push(`${files[0]?.path}: column ${column.source} is ${type}, but its schema wants ${column.type}`);
    }
  }
  const scans = problems.length > 0 ? [] : [...groups.values()];
  return {
    scans: scans.map(({ columns, files }) => toScan(columns, files, request)),
    problems,
    fields: [...groups.values()].flatMap(({ columns, files }) =>
      files.map(({ name }) => columnsOfFile(name, [...columns.keys()])),
    ),
  };
};
