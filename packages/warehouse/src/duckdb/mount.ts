import { readdir } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { type Column, type FileTable, tokens } from '@assay/core';
import { duckdbDialect } from './dialect.ts';
import { fileTableColumns } from './file-columns.ts';
import { scanText } from './file-scan.ts';
import { filesOfTable } from './file-tables.ts';
import type { DuckdbSession } from './session.ts';

interface Mounted {
  readonly columns: readonly Column[];
  /** The files as people paste them, from the folder of `assay.yml`. */
  readonly printed: string;
}

const view = (table: string): string => ['temp', 'main', table].map(duckdbDialect.id).join('.');

/** The names of views in SQL text, replaced by what they stand for. */
const withoutViews = (text: string, mounted: ReadonlyMap<string, Mounted>): string => {
  const names = new Map([...mounted].map(([table, { printed }]) => [view(table), printed]));
  const all = tokens(text).map((token) => token.text);
  let result = '';
  for (let at = 0; at < all.length; at += 1) {
    const name = all.slice(at, at + 5).join('');
    const printed = names.get(name);
    result += printed ?? all[at];
    if (printed !== undefined) at += 4;
  }
  return result;
};

/** A pattern where it stands for the files that are read and no others, else all of them. */
const printedFiles = async (table: FileTable, files: readonly string[]) => {
  const root = table.place.slice(0, table.place.length - table.path.length);
  const endings = new Set(files.map((path) => /(\.\w+(?:\.gz)?)$/.exec(path)?.[1] ?? ''));
  const [ending] = endings;
  const names = await readdir(table.place, { recursive: true }).catch(() => []);
  const found = names.filter((name) => name.endsWith(ending ?? ''));
  const isFolder = !(files.length === 1 && files[0] === table.place);
  if (isFolder && endings.size === 1 && found.length === files.length && !/[*?[]/.test(table.path))
    return { pattern: `${table.path}/**/*${ending}` };
  return files.map((path) => relative(root, path).split(sep).join('/'));
};

/** Lets a session read tables of files under their names in contracts: views that nobody can write to. */
export const mountFiles = async (session: DuckdbSession, files: readonly FileTable[]): Promise<DuckdbSession> => {
  if (files.length === 0) return session;
  const mounted = new Map<string, Mounted>();
  for (const table of files) {
    const paths = await filesOfTable(table);
    const columns = await fileTableColumns(table, paths, session);
    await session.execute(
      `create or replace temp view ${duckdbDialect.id(table.table)} as select * from ${scanText(table, paths, duckdbDialect)}`,
    );
    const printed = scanText(table, await printedFiles(table, paths), duckdbDialect);
    mounted.set(table.table, { columns, printed });
  }
  const { asking } = session;
  return {
    ...session,
    asking: { ...asking, plain: (text) => withoutViews(asking.plain?.(text) ?? text, mounted) },
    physical: (schema, name) =>
      mounted.has(`${schema}.${name}`) ? view(`${schema}.${name}`) : session.physical(schema, name),
    catalog: async (schemas) => {
      const mine = [...mounted].filter(([table]) => schemas?.includes(table.slice(0, table.indexOf('.'))) ?? true);
      return new Map([
        ...(await session.catalog(schemas)),
        ...mine.map(([table, { columns }]) => [table, columns] as const),
      ]);
    },
    get statements() {
      return session.statements;
    },
  };
};
