import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type Column, type FileFinding, type FileTable, tokens } from '@assay/core';
import { duckdbDialect } from './dialect.ts';
import { findingsOf } from './file-findings.ts';
import { openedPaths, scanText } from './file-scan.ts';
import { type FilesOfTable, filesOfTable } from './file-tables.ts';
import { lookOnce } from './look-once.ts';
import { type DuckdbSession, openDuckdb } from './session.ts';

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

/** A pattern where it stands for the files that are read and no others, else all of them; DuckDB's `**` follows no links. */
const printedFiles = async (table: FileTable, files: readonly string[]) => {
  const root = table.place.slice(0, table.place.length - table.path.length);
  const endings = new Set(files.map((path) => /(\.\w+(?:\.gz)?)$/.exec(path)?.[1] ?? ''));
  const [ending = ''] = endings;
  const entries = await readdir(table.place, { recursive: true, withFileTypes: true }).catch(() => []);
  const found = entries.filter(({ name }) => name.endsWith(ending));
  const asPattern =
    endings.size === 1 &&
    found.length === files.length &&
    found.every((entry) => entry.isFile() && files.includes(join(entry.parentPath, entry.name))) &&
    !/[*?[]/.test(table.path);
  if (asPattern) return { pattern: `${table.path}/**/*${ending}` };
  return files.map((path) => relative(root, path).split(sep).join('/'));
};

/** Tables of files, looked at and ready to be read by sessions. */
export interface Mount {
  /** What every connection has to be told before its first statement. */
  readonly setup: string;
  /** The files that this opens. */
  readonly reads: readonly string[];
  readonly columns: ReadonlyMap<string, readonly Column[]>;
  /** A session whose connections were told so, and which knows the tables by their names in contracts. */
  over(session: DuckdbSession): DuckdbSession;
}

interface Overlay {
  readonly mounted: ReadonlyMap<string, Mounted>;
  /** Found out when somebody asks: it may read files to their ends. */
  readonly findings: () => Promise<readonly FileFinding[]>;
}

const overlaid = (session: DuckdbSession, { mounted, findings }: Overlay): DuckdbSession => {
  const { asking } = session;
  return {
    ...session,
    fileFindings: findings,
    asking: { ...asking, plain: (text) => withoutViews(asking.plain?.(text) ?? text, mounted) },
    physical: (schema, name) =>
      mounted.has(`${schema}.${name}`) ? view(`${schema}.${name}`) : session.physical(schema, name),
    catalog: async (schemas) => {
      const mine = [...mounted].filter(([table]) => schemas?.includes(table.slice(0, table.indexOf('.'))) ?? true);
      const tables = mine.map(([table, { columns }]) => [table, columns] as const);
      return new Map([...(await session.catalog(schemas)), ...tables]);
    },
    get statements() {
      return session.statements;
    },
  };
};

/**
 * Lets sessions read tables of files under their names in contracts: views that nobody can write to. Throws `UserError`
 * where files are not there, `DataError` where they are not what `sources:` says.
 */
export const mountFiles = async (files: readonly FileTable[]): Promise<Mount> => {
  const mounted = new Map<string, Mounted>();
  const setup: string[] = [];
  const found = new Map<FileTable, FilesOfTable>();
  const reads: string[] = [];
  if (files.length > 0) {
    const session = await openDuckdb({ path: ':memory:', threads: 1 });
    try {
      for (const table of files) {
        const files = await filesOfTable(table);
        found.set(table, files);
        const { paths } = files;
        const { columns, layout } = await lookOnce(table, paths, session);
        reads.push(...openedPaths(paths));
        const scan = scanText(table, paths, duckdbDialect, layout);
        setup.push(`create or replace temp view ${duckdbDialect.id(table.table)} as select * from ${scan};`);
        mounted.set(table.table, {
          columns,
          printed: scanText(table, await printedFiles(table, paths), duckdbDialect, layout),
        });
      }
    } finally {
      await session.close();
    }
  }
  const findings = () => findingsOf(found);
  return {
    setup: setup.join('\n'),
    reads,
    columns: new Map([...mounted].map(([table, { columns }]) => [table, columns])),
    over: (session) => (mounted.size === 0 ? session : overlaid(session, { mounted, findings })),
  };
};
