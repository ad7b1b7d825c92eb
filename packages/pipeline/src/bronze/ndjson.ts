import type { Session } from '@assay/core';
import { countedKeys, countKeys, type FieldsOfFile, NOT_UTF8, wrongNdjson } from '@assay/files';
import type { DataSet, RecordColumn } from './data-set.ts';
import { toDataError } from './insert.ts';
import { jsonCell } from './json-cell.ts';
import { lineReader } from './line-reader.ts';
import { pathList, type RawFile } from './raw-files.ts';
import { toRecord } from './record.ts';
import type { Format, Scan } from './scan.ts';
import type { JsonRecord } from './validator.ts';
import { ZEROS } from './zeros.ts';

/**
 * DuckDB's reader forgives a trailing comma and knows NaN and Infinity; JSON does not. Lines that may hold one are read
 * again. (In what a schema names, a number is looked at letter by letter anyway.)
 */
const STRICT = String.raw`starts_with(json, '{') and not contains(json, 'NaN') and not contains(json, 'Infinity')
  and not regexp_matches(json, ',\s*[}\]]')`;

const judge = (dataSet: DataSet, cells: string | null, record: string): JsonRecord | string => {
  if (record.includes('\0')) return ZEROS;
  try {
    const line: unknown = JSON.parse(record);
    if (typeof line !== 'object' || line === null || Array.isArray(line)) return 'is not a JSON object';
  } catch {
    return record.includes('\ufffd') ? NOT_UTF8 : 'is not valid JSON';
  }
  if (cells === null) return record.includes('\ufffd') ? NOT_UTF8 : 'holds text that is not Unicode';
  return toRecord(dataSet, JSON.parse(cells));
};

/** Newline-delimited JSON in UTF-8: an object a line, blank lines not counted. One statement reads all files that are packed, one all others. */
export const ndjson: Format = async ({ dataSet, files, session }) => {
  const { literal } = session.dialect;
  const problems: string[] = [];
  for (const file of files) {
    const wrong = await wrongNdjson(file);
    if (wrong) problems.push(`${file.path}: ${wrong}`);
  }
  const structure = literal(JSON.stringify(Object.fromEntries(dataSet.columns.map(({ source }) => [source, 'JSON']))));
  const toScan = (alike: readonly RawFile[], compression: string): Scan => ({
    files: alike,
    relation: `(select json, _path, json_transform(json, ${structure}) as cells
      from read_ndjson_objects(${pathList(alike, session.dialect)}, filename = '_path', ignore_errors = true, compression = '${compression}'))`,
    cells: new Map(
      dataSet.columns.map((column: RecordColumn) => [
        column.name,
        jsonCell(`cells.${session.dialect.id(column.source)}`, column),
      ]),
    ),
    whole: `(${STRICT})`,
    record: `coalesce(cast(json as varchar), '')`,
    judged: `to_json(json_transform(nullif(_record, ''), ${structure}))`,
    toRecord: (judged, record) => judge(dataSet, judged, record),
    textOf: lineReader(alike),
  });
  const packed = files.filter(({ gzip }) => gzip);
  const plain = files.filter(({ gzip }) => !gzip);
  const scans = [
    ...(plain.length > 0 ? [toScan(plain, 'uncompressed')] : []),
    ...(packed.length > 0 ? [toScan(packed, 'gzip')] : []),
  ];
  if (problems.length > 0) return { scans: [], problems, fields: [] };
  return { scans, problems, fields: await keysOfFiles(scans, session) };
};

/** The keys that the lines of each file have; most lines have the same, so each set of keys is looked at once. */
const keysOfFiles = async (scans: readonly Scan[], session: Session): Promise<FieldsOfFile[]> => {
  const found: FieldsOfFile[] = [];
  for (const { files, relation } of scans) {
    const lines = `select _path, json from ${relation} where json_type(json) = 'OBJECT'`;
    const { rows } = await session.query(countKeys(lines)).catch((error) => {
      throw toDataError(error, files);
    });
    found.push(...countedKeys(rows, files));
  }
  return found;
};
