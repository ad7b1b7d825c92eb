import { compareColumns } from './compare-columns.ts';
import { nativeCell } from './native-cell.ts';
import { pathList, type RawFile } from './raw-files.ts';
import { toRecord } from './record.ts';
import type { Format, Scan, ToOpen } from './scan.ts';

type Columns = ReadonlyMap<string, string>;

const columnsOf = async (file: RawFile, { session }: ToOpen): Promise<Columns | string> => {
  try {
    const { rows } = await session.query(`describe select * from read_parquet(${pathList([file], session.dialect)})`);
    return new Map(rows.map((row) => [String(row.column_name), String(row.column_type)]));
  } catch (error) {
    const [why = ''] = String(error instanceof Error ? error.message : error).split('\n');
    return `${file.path}: is not a whole Parquet file (${why}); deliver it again`;
  }
};

const toScan = (columns: Columns, files: readonly RawFile[], { dataSet, session }: ToOpen): Scan => {
  const { id, literal } = session.dialect;
  const names = [...columns.keys()];
  return {
    files,
    relation: `read_parquet(${pathList(files, session.dialect)}, filename = '_path')`,
    cells: new Map(
      dataSet.columns.flatMap((column) => {
        const type = columns.get(column.name);
        const cell = type && nativeCell(id(column.name), column, type);
        return cell ? [[column.name, cell] as const] : [];
      }),
    ),
    whole: 'true',
    record: `json_object(${names.map((name) => `${literal(name)}, ${id(name)}`).join(', ')})`,
    judged: '_record',
    toRecord: (cells = {}) => toRecord(dataSet, cells),
  };
};

/** Parquet. Files with the same columns are read by one statement; a column of another type is the whole file's fault. */
export const parquet: Format = async (request) => {
  const groups = new Map<string, { columns: Columns; files: RawFile[] }>();
  const problems: string[] = [];
  const notes: string[] = [];
  for (const file of request.files) {
    const columns = await columnsOf(file, request);
    if (typeof columns === 'string') {
      problems.push(columns);
      continue;
    }
    const compared = compareColumns(file.path, request.dataSet, [...columns.keys()]);
    notes.push(...compared.notes);
    problems.push(...compared.problems);
    for (const column of request.dataSet.columns) {
      const type = columns.get(column.name);
      if (type && !nativeCell('', column, type))
        problems.push(`${file.path}: column ${column.name} is ${type}, but its schema wants ${column.type}`);
    }
    const key = JSON.stringify([...columns]);
    const group = groups.get(key) ?? { columns, files: [] };
    group.files.push(file);
    groups.set(key, group);
  }
  const scans = problems.length > 0 ? [] : [...groups.values()];
  return { scans: scans.map(({ columns, files }) => toScan(columns, files, request)), problems, notes };
};
