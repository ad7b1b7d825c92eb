import { relative } from 'node:path';
import { type Column, DataError, type FileTable, UserError } from '@assay/core';
import { retypedColumns } from './csv-types.ts';
import { isAltered } from './exact-text.ts';
import { type FileLayout, scanText } from './file-scan.ts';
import { ndjsonTypes } from './ndjson-types.ts';
import type { DuckdbSession } from './session.ts';

type LayoutOf = (table: FileTable, files: readonly string[], session: DuckdbSession) => Promise<FileLayout>;

const saidTypes = ({ columns = {} }: FileTable): Map<string, string> => new Map(Object.entries(columns));

export async function columnsOf(
  table: FileTable,
  files: readonly string[],
  { session, layout }: { readonly session: DuckdbSession; readonly layout?: FileLayout | undefined },
): Promise<Column[]> {
  const { rows } = await session.query(`describe select * from ${scanText(table, files, session.dialect, layout)}`);
  return rows.map((row) => ({ name: String(row.column_name), type: String(row.column_type).toLowerCase() }));
}

/** How the files of a table are read so that no value becomes another, by format. */
const layouts: Readonly<Record<FileTable['format'], LayoutOf>> = {
  csv: async (table, files, session) => {
    const said = saidTypes(table);
    const layout = { read: said, casts: new Map() };
    const found = await columnsOf(table, files, { session, layout });
    const partitions = Object.keys(table.partitions ?? {});
    const guessed = found.filter(({ name }) => !said.has(name) && !partitions.includes(name));
    const retyped = await retypedColumns(table, files, { session, guessed });
    return { ...layout, read: new Map([...said, ...retyped]) };
  },
  ndjson: async (table, files, session) => {
    const said = saidTypes(table);
    const types = await ndjsonTypes(table, files, session);
    // What somebody gives a type is read as it stands, and cast from that
    for (const name of said.keys()) if (isScalar(types.get(name))) types.set(name, 'VARCHAR');
    return { read: types, casts: said };
  },
  parquet: async (table) => ({ read: new Map(), casts: saidTypes(table) }),
};

const isScalar = (type: string | undefined): boolean => type !== undefined && !/^STRUCT\(|\[\]$/.test(type);

/**
 * How the files of a table are read so that each column has the type that `sources:` says, or one that holds all its values as
 * they stand. Throws `DataError` where a value would become another by a type that is said,
 * `UserError` where that is none.
 */
export async function fileLayout(
  table: FileTable,
  files: readonly string[],
  session: DuckdbSession,
): Promise<FileLayout> {
  await refuseUnknownTypes(table, session);
  const layout = await layouts[table.format](table, files, session);
  await refuseAltered(table, files, { layout, session });
  return layout;
}

async function refuseUnknownTypes(table: FileTable, session: DuckdbSession): Promise<void> {
  for (const [name, type] of [...saidTypes(table), ...Object.entries(table.partitions ?? {})])
    await session.query(`select cast(null as ${type})`).catch((error) => {
      throw new UserError(`sources: ${table.table}: ${name}: ${type} is no type of DuckDB`, { cause: error });
    });
}

async function refuseAltered(
  table: FileTable,
  files: readonly string[],
  { layout, session }: { readonly layout: FileLayout; readonly session: DuckdbSession },
): Promise<void> {
  const said = saidTypes(table);
  if (said.size === 0) return;
  const { id } = session.dialect;
  // As text a column of CSV or NDJSON is read as it stands
  const asRead = new Map(
    [...layout.read].map(([name, type]) => [name, said.has(name) && table.format === 'csv' ? 'VARCHAR' : type]),
  );
  const plain = { read: asRead, casts: new Map() };
  const there = await columnsOf(table, files, { session, layout: plain });
  const asked = there.flatMap(({ name, type }) => {
    const wanted = said.get(name);
    return wanted === undefined ? [] : [{ name, altered: alteredBy(id(name), { type, wanted }) }];
  });
  if (asked.every(({ altered }) => altered === 'false')) return;
  const figures = asked.map(({ altered }, i) => `count(case when ${altered} then 1 end)::double as a${i}`);
  const scan = scanText(table, files, session.dialect, plain);
  const { rows } = await session.query(`select ${figures.join(', ')} from ${scan}`);
  for (const [i, { name, altered }] of asked.entries()) {
    const count = Number(rows[0]?.[`a${i}`]);
    if (!(count > 0)) continue;
    const path = await firstFile(files, async (file) => {
      const one = scanText(table, [file], session.dialect, plain);
      return (await session.query(`select 1 from ${one} where ${altered} limit 1`)).rows.length > 0;
    });
    const where = path === undefined ? '' : `, the first in ${relative(table.place, path) || table.path}`;
    throw new DataError(
      `${count} ${count === 1 ? 'value' : 'values'} of column ${name} would be changed by the type ${said.get(name)}${where}; say another under columns:, or deliver them again`,
    );
  }
}

/** True where a cast loses something: of text by what it says, of any other type by casting it back. */
const alteredBy = (value: string, { type, wanted }: { readonly type: string; readonly wanted: string }): string => {
  if (/^(?:varchar|text|string|json)$/i.test(wanted) || type === wanted.toLowerCase()) return 'false';
  if (type === 'varchar') return isAltered(value, wanted);
  const cast = `try_cast(${value} as ${wanted})`;
  return `${cast} is not null and cast(${cast} as ${type}) is distinct from ${value}`;
};

async function firstFile(
  files: readonly string[],
  is: (file: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (const file of files) if (await is(file)) return file;
  return undefined;
}
