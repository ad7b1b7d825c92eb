import { DataError, type FileTable } from '@assay/core';
import { DuckDBListType, DuckDBStructType, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import { guessedFit, holdsAsDouble } from './exact-text.ts';
import { alikePacked, listText, scanLines, scanText } from './file-scan.ts';
import { refuseLongNumbers } from './long-numbers.ts';
import type { DuckdbSession } from './session.ts';

/** All lines are looked at; no key is too rare, too deep or one too many. */
const ALL = `sample_size = -1, maximum_depth = -1, map_inference_threshold = -1, field_appearance_threshold = 0, union_by_name = true`;

interface Key {
  readonly name: string;
  readonly type: DuckDBType;
}

/**
 * The keys of all lines, each with a type that holds every value as it stands: text where numbers, booleans, texts and objects
 * meet, or numbers that no one type holds. Throws `DataError` where a line is no object, or its keys cannot be columns.
 */
export async function ndjsonTypes(
  table: FileTable,
  files: readonly string[],
  session: DuckdbSession,
): Promise<Map<string, string>> {
  const keys = await keysOf(files, session);
  await refuseOtherLines(keys, files, session);
  await refuseLikeNames(keys, files, session);
  if (keys.some(({ type }) => hasLeaf(type, isLossy))) await refuseLongNumbers(files, session);
  const types = new Map(keys.map(({ name, type }) => [name, typeText(type, isGuess)]));
  for (const [name, type] of await truerTypes(table, keys, { files, session })) types.set(name, type);
  return types;
}

async function keysOf(files: readonly string[], session: DuckdbSession): Promise<Key[]> {
  const scans = alikePacked(files).map(
    ({ list, packed }) =>
      `select * from read_ndjson(${[listText(list, session.dialect), ALL, 'hive_partitioning = false', ...packed].join(', ')})`,
  );
  return session.use(async (connection) => {
    const reader = await connection.runAndReadAll(`select * from (${scans.join(' union all by name ')}) limit 0`);
    const types = reader.columnTypes();
    return reader.columnNames().flatMap((name, i) => (types[i] ? [{ name, type: types[i] }] : []));
  });
}

/** Where a line is no object, DuckDB makes a single column `json` of all lines. */
async function refuseOtherLines(keys: readonly Key[], files: readonly string[], session: DuckdbSession): Promise<void> {
  if (keys.length !== 1 || keys[0]?.name !== 'json') return;
  const { rows } = await session.query(
    `select _path, n from (select _path, row_number() over () as n, json_type(json) as kind
       from ${scanLines(files, session.dialect)}) where kind <> 'OBJECT' order by n limit 1`,
  );
  const [row] = rows;
  if (row) throw new DataError(`${row._path} holds a line that is no JSON object; deliver it again`);
  const { rows: objects } = await session.query(
    `select count(*) filter (json_exists(json, '$.json'))::double as own from ${scanLines(files, session.dialect)}`,
  );
  if (objects[0]?.own === 0) throw new DataError('its lines name no key, so there are no columns');
}

/** DuckDB calls the second of two keys that differ in case alone by a name that no line has: `a_1`. */
async function refuseLikeNames(keys: readonly Key[], files: readonly string[], session: DuckdbSession): Promise<void> {
  for (const { name } of keys) {
    const base = /^(.*)_\d+$/s.exec(name)?.[1];
    const other = keys.find((key) => key.name.toLowerCase() === base?.toLowerCase());
    if (!other) continue;
    const { rows } = await session.query(
      `select count(*) filter (list_contains(json_keys(json), ${session.dialect.literal(name)}))::double as own from ${scanLines(files, session.dialect)}`,
    );
    if (rows[0]?.own === 0)
      throw new DataError(`names ${other.name} in capitals and in small letters; a column has one name`);
  }
}

interface Reading {
  readonly files: readonly string[];
  readonly session: DuckdbSession;
}

/** Types by key where the guessed one would change a value. One statement reads every line as it will be read later. */
async function truerTypes(
  table: FileTable,
  keys: readonly Key[],
  { files, session }: Reading,
): Promise<Map<string, string>> {
  const { id } = session.dialect;
  const asText = new Map(keys.map(({ name }) => [name, 'VARCHAR']));
  const asked = keys.map(({ name, type }) => ({ name, type, sure: surely(id(name), type) }));
  const figures = asked.map(
    ({ name, sure }, i) => `${sure ? `bool_and(${sure})` : `count(${id(name)}) >= 0`} as t${i}`,
  );
  const scan = scanText({ ...table, partitions: undefined }, files, session.dialect, {
    read: asText,
    casts: new Map(),
  });
  const { rows } = await session.query(`select ${figures.join(', ')} from ${scan}`);
  return new Map(
    asked.flatMap(({ name, type, sure }, i) => {
      const holds = rows[0]?.[`t${i}`] !== false;
      if (isNested(type)) return holds ? [] : [[name, typeText(type, (leaf) => isGuess(leaf) || isDouble(leaf))]];
      return [[name, sure && !holds ? 'VARCHAR' : typeText(type, () => false)]];
    }),
  );
}

/** SQL that is true where a value of a key is what its line says; undefined where any is. */
function surely(value: string, type: DuckDBType): string | undefined {
  if (!isNested(type) && isGuess(type)) return guessedFit(value, type.toString())?.exact;
  if (isDouble(type)) return `(not regexp_full_match(${value}, '-?[0-9]+') or ${holdsAsDouble(value)})`;
  if (!isNested(type) || !hasLeaf(type, isDouble)) return undefined;
  return `len(list_filter(regexp_extract_all(${value}, '[0-9]{16,}'), n -> not ${holdsAsDouble('n')})) = 0`;
}

const GUESSES = new Set([
  DuckDBTypeId.DATE,
  DuckDBTypeId.TIME,
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_TZ,
  DuckDBTypeId.UUID,
]);

/** What is text in JSON, and looks like more. */
const isGuess = ({ typeId }: DuckDBType): boolean => GUESSES.has(typeId);
const isDouble = ({ typeId }: DuckDBType): boolean => typeId === DuckDBTypeId.DOUBLE;
/** A number with a fraction is a double before anybody can read it, whatever else its key holds. */
const isLossy = (type: DuckDBType): boolean => isDouble(type) || type.alias === 'JSON';
const isNested = (type: DuckDBType): boolean => type instanceof DuckDBStructType || type instanceof DuckDBListType;

function hasLeaf(type: DuckDBType, is: (leaf: DuckDBType) => boolean): boolean {
  if (type instanceof DuckDBStructType) return type.entryTypes.some((entry) => hasLeaf(entry, is));
  return type instanceof DuckDBListType ? hasLeaf(type.valueType, is) : is(type);
}

/** A type as SQL says it, with text for some of its leaves. JSON is text: as a type of its own it is cast to numbers in silence. */
function typeText(type: DuckDBType, isText: (leaf: DuckDBType) => boolean): string {
  if (type instanceof DuckDBListType) return `${typeText(type.valueType, isText)}[]`;
  if (type instanceof DuckDBStructType) {
    const fields = type.entryTypes.map(
      (entry, i) => `"${(type.entryNames[i] ?? '').replaceAll('"', '""')}" ${typeText(entry, isText)}`,
    );
    return `STRUCT(${fields.join(', ')})`;
  }
  return isText(type) ? 'VARCHAR' : type.toString();
}
