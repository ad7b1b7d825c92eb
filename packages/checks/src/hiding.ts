import {
  type Check,
  type Column,
  type Dialect,
  id,
  join,
  type Metric,
  render,
  type Session,
  scalarQuery,
  sql,
  tokens,
} from '@assay/core';
import { mentioned } from './sql-text.ts';
import { type Parse, parsed } from './tree/parse.ts';
import { type Columns, disclosure, type Lookup } from './tree/taint.ts';

/** What must not be seen of the answers to statements. All names are in small letters. */
export interface Hiding {
  /** The names of all columns with PII. */
  readonly names: ReadonlySet<string>;
  /** Which columns of an answer tell of PII. */
  columns(query: string, given: readonly string[]): Promise<ReadonlySet<string>>;
  /** Which columns of a check's table do. */
  ofTable(check: Check): Promise<ReadonlySet<string>>;
  /** Whether a figure of a check is a value with PII, or made of some. */
  tells(check: Check): Promise<boolean>;
  /** Whether the SQL of offenders that were found among the data would quote PII. */
  quotes(check: Check): boolean;
  /** Whether a check reads PII at all, so that the engine may quote some. */
  reads(check: Check): boolean;
}

export interface HidingOptions {
  readonly pii?: ReadonlyMap<string, readonly string[]> | undefined;
  /** The columns of all tables that are known. */
  readonly columns?: ReadonlyMap<string, readonly Column[]> | undefined;
  /** Without it whatever reads PII is hidden whole. */
  readonly parse?: Parse | undefined;
}

type Reading = Pick<Session, 'dialect' | 'physical' | 'defined'>;

const NOTHING: Hiding = {
  names: new Set(),
  columns: async () => new Set(),
  ofTable: async () => new Set(),
  tells: async () => false,
  quotes: () => false,
  reads: () => false,
};

/** What is hidden is taken from the parser's tree: a column that is not plainly one without PII is. */
export const hidingOf = (session: Reading, { pii = new Map(), columns = new Map(), parse }: HidingOptions): Hiding => {
  const names = new Set([...pii.values()].flat().map((name) => name.toLowerCase()));
  if (names.size === 0) return NOTHING;
  const { dialect } = session;
  const sensitive = [...pii].filter(([, of]) => of.length > 0).map(([table]) => table);
  const nearPii = (text: string): boolean => mentioned(text, [...names]).length > 0 || namesTable(text, sensitive);
  let lookup: Promise<Lookup> | undefined;
  const known = () => {
    lookup ??= lookupOf(session, { names, columns, parse });
    return lookup;
  };
  const followed = async (query: string): Promise<Columns> => {
    if (!parse) return { listed: [], rest: nearPii(query) };
    const [json = '{}'] = await parse([inOneSpelling(query)]);
    const tree = parsed(json);
    return 'problem' in tree ? { listed: [], rest: true } : disclosure(tree.node, await known());
  };
  const hiddenOf = async (query: string, given: readonly string[]): Promise<ReadonlySet<string>> => {
    const { listed, rest } = await followed(query);
    const isWhole = rest === undefined && listed.length === given.length;
    const hides = (name: string, i: number): boolean => {
      if (names.has(name)) return true;
      if (isWhole) return listed[i]?.hidden ?? true;
      const same = listed.filter((one) => one.name === name);
      return same.length > 0 ? same.some(({ hidden }) => hidden) : rest !== false;
    };
    return new Set(given.map((name) => name.toLowerCase()).filter(hides));
  };
  const byTable = new Map<string, Promise<ReadonlySet<string>>>();
  const ofTable = ({ table, relation }: Check) => {
    const there = relation.columns.map(({ name }) => name);
    const listed = sql`select ${join(there.map((name) => id(name)))} from ${relation.from}`;
    const hidden = byTable.get(table) ?? hiddenOf(render(listed, dialect), there);
    byTable.set(table, hidden);
    return hidden;
  };
  const tellsOf = async (check: Check, metric: Metric): Promise<boolean> => {
    if (metric.shape === 'least' || metric.shape === 'greatest')
      return (await ofTable(check)).has(metric.column.toLowerCase());
    if (metric.shape !== 'aggregate' && metric.shape !== 'query') return false;
    const { listed, rest } = await followed(render(scalarQuery({ relation: check.relation, metric }), dialect));
    return rest === true || listed.some(({ hidden }) => hidden);
  };
  return {
    names,
    columns: hiddenOf,
    ofTable,
    tells: async (check) => {
      for (const metric of Object.values(check.metrics)) if (await tellsOf(check, metric)) return true;
      return false;
    },
    quotes: ({ offenders, offendersFound }) =>
      offendersFound !== undefined && mentioned(offendersText(offenders, dialect), [...names]).length > 0,
    reads: (check) => sensitive.includes(check.table) || nearPii(textOf(check, dialect)),
  };
};

/** All SQL of a check. */
const textOf = ({ metrics, offenders, relation }: Check, dialect: Dialect): string =>
  [
    ...Object.values(metrics).map((metric) => render(scalarQuery({ relation, metric }), dialect)),
    offendersText(offenders, dialect),
  ].join('\n');

const offendersText = (offenders: Check['offenders'], dialect: Dialect): string =>
  offenders ? render('query' in offenders ? offenders.query : offenders.rows, dialect) : '';

const bare = (text: string): string => text.replaceAll(/["`]/g, '').toLowerCase();

const namesTable = (text: string, tables: readonly string[]): boolean =>
  tables.some((table) => bare(text).includes(table.slice(table.indexOf('.') + 1).toLowerCase()));

/** Names in backticks, as the parser reads them. */
const inOneSpelling = (text: string): string =>
  tokens(text)
    .map(({ kind, text: word }) => (kind === 'quoted' && word.startsWith('`') ? `"${word.slice(1, -1)}"` : word))
    .join('');

/** The parts of a name as an engine has it, in small letters. */
const partsOf = (name: string): string =>
  tokens(name)
    .filter(({ kind }) => kind === 'word' || kind === 'quoted')
    .map(({ kind, text }) => (kind === 'quoted' ? text.slice(1, -1) : text).toLowerCase())
    .join('\0');

interface Known {
  readonly names: ReadonlySet<string>;
  readonly columns: ReadonlyMap<string, readonly Column[]>;
  readonly parse: Parse | undefined;
}

/** What is known of tables by their names, views with what they show of others included. */
const lookupOf = async (session: Reading, { names, columns, parse }: Known): Promise<Lookup> => {
  const given = new Map<string, Columns>();
  for (const [table, list] of columns) {
    const dot = table.indexOf('.');
    const listed = list.map(({ name }) => ({ name: name.toLowerCase(), hidden: names.has(name.toLowerCase()) }));
    given.set(table.toLowerCase().replace('.', '\0'), { listed });
    given.set(partsOf(session.physical(table.slice(0, dot), table.slice(dot + 1))), { listed });
  }
  const views = (await session.defined?.())?.views ?? new Map<string, string>();
  const lookup: Lookup = (parts) => given.get(parts.join('\0'));
  const queries = [...views];
  const trees = parse ? (await parse(queries.map(([, query]) => query))).map(parsed) : [];
  // A view may show another: each round sees one further
  for (let round = 0; round < queries.length; round += 1)
    queries.forEach(([view], i) => {
      const tree = trees[i];
      const shown = tree && 'node' in tree ? disclosure(tree.node, lookup) : { listed: [], rest: true };
      const list = columns.get(view) ?? [];
      const listed = list.map(({ name }, at) => {
        const found = shown.listed.length === list.length && shown.rest === undefined ? shown.listed[at] : undefined;
        return { name: name.toLowerCase(), hidden: names.has(name.toLowerCase()) || (found?.hidden ?? true) };
      });
      const dot = view.indexOf('.');
      for (const key of [
        view.toLowerCase().replace('.', '\0'),
        partsOf(session.physical(view.slice(0, dot), view.slice(dot + 1))),
      ])
        given.set(key, { listed, ...(list.length === 0 ? { rest: true } : {}) });
    });
  return lookup;
};
