import { parsed, type Reads, reachProblem, readsOf, type TableName, withoutEnd } from '@assay/checks';
import { mapTables, type Session, tokens, UserError } from '@assay/core';
import { parseSql } from '@assay/warehouse';
import { closest, distance } from 'fastest-levenshtein';
import { holdsPii, type Pii } from '../project/pii.ts';

const refused = (problem: string): UserError => new UserError(`the query cannot be asked: ${problem}`);

/** Names in backticks, as one parser reads them. */
const inOneSpelling = (text: string): string =>
  tokens(text)
    .map(({ kind, text: word }) => (kind === 'quoted' && word.startsWith('`') ? `"${word.slice(1, -1)}"` : word))
    .join('');

const readsOfQuery = async (query: string) => {
  const [json = ''] = await parseSql([inOneSpelling(query)]);
  const tree = parsed(json);
  if ('problem' in tree) throw refused(tree.problem);
  const reads = readsOf(tree.node);
  const problem = reachProblem(reads);
  if (problem) throw refused(problem);
  return reads;
};

/** What tells which columns there are, and no value. */
const ABOUT = 'information_schema';

const written = ({ catalog, schema, name }: TableName): string => [catalog, schema, name].filter(Boolean).join('.');

/** The table that a name means; a name without a schema is one of the engine's own. */
const meant = (name: TableName, known: readonly string[]): string | undefined => {
  const wanted = `${name.schema || 'main'}.${name.name}`.toLowerCase();
  const aside = name.schema === 'main' ? `${name.catalog}.${name.name}`.toLowerCase() : undefined;
  return known.find((table) => [wanted, aside].includes(table.toLowerCase()));
};

const unknownTable = (name: TableName, known: readonly string[]): UserError => {
  const said = written(name);
  if (/[/\\:*]|\.(csv|tsv|parquet|json|jsonl|ndjson|gz|zst|txt|db|duckdb)$/i.test(said))
    return refused(`${said} reads outside the tables`);
  const near = known.length > 0 ? closest(said, known) : '';
  return refused(`there is no table ${said}${near && distance(said, near) <= 4 ? `; did you mean ${near}?` : ''}`);
};

/** The first table with PII that a query reads, by itself or through a view. */
const touchedPii = async (
  query: Reads,
  { session, pii, known }: { session: Session; pii: Pii; known: readonly string[] },
) => {
  const { views, functions } = (await session.defined?.()) ?? {
    views: new Map<string, string>(),
    functions: new Set(),
  };
  const seen = new Set<string>();
  const follow = async ({ tables, functions: rows, calls }: Reads): Promise<string | undefined> => {
    const macro = [...rows, ...calls].find((name) => functions.has(name));
    if (macro !== undefined) throw refused(`${macro} is a macro of the database, which may read anything`);
    for (const name of tables) {
      const table = meant(name, known) ?? written(name);
      if (seen.has(table)) continue;
      seen.add(table);
      if (holdsPii(pii, table)) return table;
      const view = views.get(table);
      const beneath = view === undefined ? undefined : await follow(await readsOfQuery(view));
      if (beneath !== undefined) return beneath;
    }
    return undefined;
  };
  return follow(query);
};

/**
 * A query as the session is sent it: one SELECT over tables that are there, none of which holds what is not to be seen.
 * Throws `UserError` for anything else. What it reads is taken from the parser's tree.
 */
export const readableQuery = async (
  word: string,
  { session, pii }: { session: Session; pii: Pii },
): Promise<string> => {
  const query = withoutEnd(word).trim();
  const reads = await readsOfQuery(query);
  const named = reads.tables.filter(({ schema }) => schema.toLowerCase() !== ABOUT);
  const catalog = named.length > 0 ? await session.catalog() : new Map<string, never>();
  const known = [...catalog.keys()];
  for (const table of named) if (!meant(table, known)) throw unknownTable(table, known);
  if (pii.size > 0) {
    const touched = await touchedPii(reads, { session, pii, known });
    if (touched) throw new UserError(`${touched} holds PII; add --show-pii to see it`);
  }
  const physical = (schema: string, name: string): string | undefined => {
    const table = known.find((one) => one.toLowerCase() === `${schema}.${name}`.toLowerCase());
    const dot = table?.indexOf('.') ?? -1;
    return table && named.some((one) => meant(one, known) === table)
      ? session.physical(table.slice(0, dot), table.slice(dot + 1))
      : undefined;
  };
  return mapTables(query, physical);
};
