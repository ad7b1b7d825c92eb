import { type DuckdbSession, openDuckdb } from '../../src/index.ts';
import { NOTHING, type Result, type ResultColumn } from './result.ts';

/** What a Databricks server says when it refuses a statement. */
export class Refused extends Error {}

const TYPES: Readonly<Record<string, ResultColumn['type']>> = {
  integer: 'int',
  smallint: 'int',
  tinyint: 'int',
  double: 'double',
  float: 'double',
  boolean: 'boolean',
};

const texts = (...names: readonly string[]): ResultColumn[] => names.map((name) => ({ name, type: 'string' }));

/** `'a' = 'b', 'c' = 'd'` */
const pairsOf = (text = '') =>
  Array.from(text.matchAll(/'(.+?)' = '(.*?)'/g), ([, key = '', value = '']) => [key, value] as const);

const spark = (type: string): string => `replace(replace(lower(${type}), 'varchar', 'string'), 'integer', 'int')`;

/** What DuckDB has by another name; it has one information_schema for all catalogs. */
const inDuckdb = (text: string): string =>
  text
    .replaceAll(
      /"lake"\.information_schema\.(columns|tables)/g,
      "(from system.information_schema.$1 where table_catalog = 'lake')",
    )
    .replaceAll('full_data_type', spark('data_type'))
    .replaceAll('xxhash64(', 'hash(');

type Statement = readonly [RegExp, (found: RegExpExecArray) => Promise<Result>];

const refusal = (error: unknown): Refused => {
  const message = error instanceof Error ? error.message : String(error);
  if (/Catalog Error: (Table|Schema).*does not exist/s.test(message))
    return new Refused(`[TABLE_OR_VIEW_NOT_FOUND] ${message} SQLSTATE: 42P01`);
  return new Refused(`[${/Parser/.test(message) ? 'PARSE_SYNTAX_ERROR' : 'FAKE_ERROR'}] ${message} SQLSTATE: 42000`);
};

export interface DeltaOptions {
  /** Shows what each statement read and took: 4096 bytes, 7 ms. */
  readonly queryHistory?: boolean | undefined;
  /** Hours by which the server's clock is ahead of this machine's. */
  readonly ahead?: number | undefined;
}

/**
 * Enough of Databricks for the warehouse, on DuckDB: a catalog named `lake`, tables with versions that can be
 * restored, table properties. Each statement is whole or nothing, as a Delta commit is.
 */
export const openDelta = async ({ queryHistory = false, ahead = 0 }: DeltaOptions = {}) => {
  const duckdb: DuckdbSession = await openDuckdb({
    path: ':memory:',
    threads: 1,
    // In each of its connections: what is temporary, and what is in use, is a connection's own
    setup: `attach if not exists ':memory:' as lake; use lake;
      create temp macro current_user() as 'baker';
      create or replace temp macro unix_timestamp(t) as epoch(cast(t as timestamptz));
      create or replace temp macro current_timestamp() as cast(get_current_timestamp() as timestamp) + to_hours(${ahead});`,
  });
  await duckdb.execute('create schema lake.past');
  const versions = new Map<string, number>();
  const ran = new Set<string>();
  const log = new Map<string, { readonly version: number; readonly at: string; readonly operation: string }[]>();
  /** By table or view: who may read it. A replaced table keeps its grants; a dropped one and a replaced view do not. */
  const grants = new Map<string, Set<string>>();
  /** By table, and by table and version, for a restored version brings its own back. */
  const properties = new Map<string, Map<string, string>>();

  const plain = async (text: string): Promise<Result> => {
    const { columns, rows } = await duckdb.query(text);
    return {
      columns: columns.map(({ name, type }) => ({ name, type: TYPES[type] ?? 'string' })),
      rows: rows.map((row) => Object.values(row)),
    };
  };
  const pastName = (table: string, version: number | string) => `lake.past."${table.replaceAll('"', '')}@${version}"`;
  const keep = async (table: string, operation: string): Promise<Result> => {
    const version = (versions.get(table) ?? -1) + 1;
    await duckdb.execute(`create or replace table ${pastName(table, version)} as from ${table}`);
    versions.set(table, version);
    log.set(table, [...(log.get(table) ?? []), { version, at: new Date().toISOString(), operation }]);
    properties.set(`${table}@${version}`, properties.get(table) ?? new Map());
    return NOTHING;
  };
  const existing = async (table: string) => {
    await duckdb.query(`select 1 from ${table} limit 0`);
    return table;
  };

  const statements: readonly Statement[] = [
    [
      /^create or replace table (\S+)(?: cluster by \((.+?)\))?(?: comment '((?:[^']|'')*)')?(?: tblproperties \((.+?)\))?\s+(as .*)$/is,
      async ([, table = '', cluster, comment, pairs, query]) => {
        await duckdb.execute(`create or replace table ${table} ${query}`);
        const beside = [
          ...(cluster ? [['clustering', cluster] as const] : []),
          ...(comment ? [['comment', comment.replaceAll("''", "'")] as const] : []),
        ];
        properties.set(table, new Map([...pairsOf(pairs), ...beside]));
        return keep(table, 'CREATE OR REPLACE TABLE AS SELECT');
      },
    ],
    [
      /^create or replace view (\S+)(?: comment '((?:[^']|'')*)')? tblproperties \((.+?)\)\s+(as .*)$/is,
      async ([, view = '', , pairs = '', query]) => {
        await duckdb.execute(`create or replace view ${view} ${query}`);
        grants.delete(view);
        properties.set(view, new Map(pairsOf(pairs)));
        return NOTHING;
      },
    ],
    [
      /^alter view (\S+)\s+(as .*)$/is,
      async ([, view = '', query]) =>
        (await duckdb.execute(`create or replace view ${await existing(view)} ${query}`)) ?? NOTHING,
    ],
    [
      /^grant select on table (\S+) to (\S+)$/i,
      async ([, table = '', who = '']) => {
        grants.set(await existing(table), new Set(grants.get(table)).add(who));
        return NOTHING;
      },
    ],
    [
      /^show grants on table (\S+)$/i,
      async ([, table = '']) => ({
        columns: texts('Principal', 'ActionType'),
        rows: Array.from(grants.get(await existing(table)) ?? [], (who) => [who, 'SELECT']),
      }),
    ],
    [
      /^(create table if not exists \S+) partitioned by \(\S+\) (as .*)$/is,
      async ([, create, query]) => (await duckdb.execute(`${create} ${query}`)) ?? NOTHING,
    ],
    [
      /^insert overwrite (\S+) partition \((\S+) = ('.+?')\) select (.*) from (\S+)$/is,
      async ([, table, partition, value, list, from]) => {
        await duckdb.execute(
          `begin; delete from ${table} where ${partition} = ${value}; insert into ${table} select ${list}, ${value} from ${from}; commit;`,
        );
        return NOTHING;
      },
    ],
    [
      /^describe history (\S+)(?: limit (\d+))?$/i,
      async ([, table = '', limit]) => {
        const all = [...(log.get(await existing(table)) ?? [])].reverse();
        const columns = [{ name: 'version', type: 'int' } as const, ...texts('timestamp', 'operation')];
        const rows = all.map(({ version, at, operation }) => [version, at, operation]);
        return { columns, rows: limit === undefined ? rows : rows.slice(0, Number(limit)) };
      },
    ],
    [
      /^select .*\bfrom "lake"\.information_schema\.tables where table_schema in \((.+)\)$/is,
      async ([, schemas = '']) => {
        const { rows } = await duckdb.query(
          `select table_schema as s, table_name as t, table_type as type from system.information_schema.tables
           where table_catalog = 'lake' and table_schema in (${schemas})`,
        );
        return {
          columns: texts('s', 't', 'altered', 'format'),
          rows: rows.map(({ s, t, type }) => {
            const entries = [...log].find(([table]) => table.replaceAll('"', '') === `lake.${s}.${t}`)?.[1];
            return [String(s), String(t), entries?.at(-1)?.at ?? null, type === 'VIEW' ? null : 'DELTA'];
          }),
        };
      },
    ],
    [
      /^select .*\bfrom system\.query\.history where .* in \((.+)\)$/is,
      async ([, ids = '']) => {
        if (!queryHistory) throw new Error('Catalog Error: Table with name history does not exist!');
        const asked = Array.from(ids.matchAll(/'(.+?)'/g), ([, id = '']) => id);
        return {
          columns: texts('id', 'bytes', 'ms'),
          rows: asked.filter((id) => ran.has(id)).map((id) => [id, '4096', '7']),
        };
      },
    ],
    [
      /^merge into (\S+) as p using .*$/is,
      async ([text, table = '']) => {
        await duckdb.execute(text);
        return keep(await existing(table), 'MERGE');
      },
    ],
    [/^(optimize) (\S+)$/i, ([, operation = '', table = '']) => keep(table, operation.toUpperCase())],
    [
      /^show tblproperties (\S+) \('(.+)'\)$/i,
      async ([, table = '', key = '']) => {
        const value = properties.get(await existing(table))?.get(key);
        return { columns: texts('key', 'value'), rows: value === undefined ? [] : [[key, value]] };
      },
    ],
    [
      /^show tblproperties (\S+)$/i,
      async ([, table = '']) => ({
        columns: texts('key', 'value'),
        rows: [...(properties.get(await existing(table)) ?? [])],
      }),
    ],
    [
      /^alter (table|view) (\S+) set tblproperties \((.+)\)$/i,
      async ([, kind, table = '', pairs = '']) => {
        properties.set(await existing(table), new Map([...(properties.get(table) ?? []), ...pairsOf(pairs)]));
        return kind === 'view' ? NOTHING : keep(table, 'SET TBLPROPERTIES');
      },
    ],
    [
      /^begin atomic\s+(.*)\s+end$/is,
      async ([, block = '']) => {
        const overwrites = Array.from(block.matchAll(/(?:insert overwrite|merge into) (\S+) (.*?);/gs));
        const managed = overwrites.map(([, table = '']) => properties.get(table)?.has('delta.feature.catalogManaged'));
        if (managed.includes(undefined) || managed.includes(false))
          throw new Error('MULTI_STATEMENT_TRANSACTION_NOT_SUPPORTED: a table is not managed by the catalog');
        const texts = overwrites.map(([text, table, query]) =>
          text.startsWith('merge') ? text : `delete from ${table}; insert into ${table} ${query};`,
        );
        await duckdb.execute(`begin; ${texts.join(' ')} commit;`).catch(async (error) => {
          await duckdb.execute('rollback');
          throw error;
        });
        for (const [, table = ''] of overwrites) await keep(table, 'WRITE');
        return NOTHING;
      },
    ],
    [
      /^restore table (\S+) to version as of (\d+)$/i,
      async ([, table = '', version]) => {
        await duckdb.execute(`create or replace table ${table} as from ${pastName(table, version ?? '')}`);
        properties.set(table, properties.get(`${table}@${version}`) ?? new Map());
        return keep(table, 'RESTORE');
      },
    ],
    [
      /^drop (?:table|view) if exists (\S+)$/i,
      async ([text, table = '']) => {
        await duckdb.execute(text);
        grants.delete(table);
        versions.delete(table);
        log.delete(table);
        return NOTHING;
      },
    ],
    [
      /^drop schema if exists (\S+) cascade$/i,
      async ([text, schema = '']) => {
        await duckdb.execute(text);
        for (const name of grants.keys()) if (name.startsWith(`${schema}.`)) grants.delete(name);
        return NOTHING;
      },
    ],
    [
      /^show schemas in \S+ like .*$/i,
      () => plain(`select schema_name as databaseName from duckdb_schemas() where database_name = 'lake'`),
    ],
    [
      /^describe query (.*)$/is,
      ([, query]) =>
        plain(
          `select column_name as col_name, ${spark('column_type')} as data_type, null as comment
           from (describe ${query})`,
        ),
    ],
    [/^(?:--[^\n]*\n|\s)*(?:select|with)\b.*$/is, ([text]) => plain(inDuckdb(text))],
    [/^.*$/s, async ([text]) => (await duckdb.execute(text)) ?? NOTHING],
  ];

  return {
    /** Keeps the id of a statement that has run, as a server's records do. */
    remember: (id: string) => void ran.add(id),
    /** Rows and columns as text, for a test that looks past the driver. */
    look: async (text: string) => (await duckdb.query(text)).rows,
    run: async (text: string): Promise<Result> => {
      const translated = text
        .replace(/^\/\*.*?\*\//, '')
        .trim()
        .replaceAll(/`((?:[^`]|``)*)`|'((?:\\.|[^'\\])*)'/gs, (_, name?: string, value?: string) =>
          name === undefined
            ? `'${(value ?? '').replaceAll(/\\(.)/gs, '$1').replaceAll("'", "''")}'`
            : `"${name.replaceAll('``', '`')}"`,
        );
      for (const [pattern, act] of statements) {
        const found = pattern.exec(translated);
        if (!found) continue;
        try {
          return await act(found);
        } catch (error) {
          throw refusal(error);
        }
      }
      return NOTHING;
    },
    close: () => duckdb.close(),
  };
};

export type Delta = Awaited<ReturnType<typeof openDelta>>;
