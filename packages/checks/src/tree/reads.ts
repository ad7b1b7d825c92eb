import { isNode, lower, type Node, namedQueries, text } from './parse.ts';

/** A table as a query names it; what is not written is empty. */
export interface TableName {
  readonly catalog: string;
  readonly schema: string;
  readonly name: string;
  /** Where it stands in the text, from 0. */
  readonly at: number;
}

/** What a query reads: tables, and functions that give rows or values, all in small letters. */
export interface Reads {
  readonly tables: readonly TableName[];
  readonly functions: readonly string[];
  /** Functions that give a value. */
  readonly calls: readonly string[];
}

/** Takes from a query's tree which tables and table functions it reads; names that its own WITH gives are none. */
export const readsOf = (query: Node): Reads => {
  const tables: TableName[] = [];
  const functions: string[] = [];
  const calls: string[] = [];
  const visit = (value: unknown, known: ReadonlySet<string>): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, known);
    if (!isNode(value)) return;
    const { type, catalog_name, schema_name, table_name, query_location } = value;
    if (type === 'BASE_TABLE') {
      const isOwn = text(catalog_name) === '' && text(schema_name) === '' && known.has(lower(table_name));
      const at = Number(query_location ?? 0);
      if (!isOwn) tables.push({ catalog: text(catalog_name), schema: text(schema_name), name: text(table_name), at });
    }
    if (type === 'TABLE_FUNCTION') functions.push(isNode(value.function) ? lower(value.function.function_name) : '');
    if (value.class === 'FUNCTION' || value.class === 'WINDOW') calls.push(lower(value.function_name));
    // show tables, describe and summarize of a name
    if (type === 'SHOW_REF' && !isNode(value.query)) functions.push('show');
    let scope = known;
    for (const { name, query: named } of namedQueries(value)) {
      // A query sees itself where it is recursive; else its own name is that of a table
      visit(named, named.type === 'RECURSIVE_CTE_NODE' ? new Set([...scope, name]) : scope);
      scope = new Set([...scope, name]);
    }
    if (type === 'RECURSIVE_CTE_NODE') scope = new Set([...scope, lower(value.cte_name)]);
    for (const [key, child] of Object.entries(value)) if (key !== 'cte_map') visit(child, scope);
  };
  visit(query, new Set());
  return { tables, functions, calls };
};

/** Functions that make rows of their arguments alone. */
export const ROWS_OF_ARGUMENTS: ReadonlySet<string> = new Set(
  'explode flatten generate_series generate_subscripts json_each json_tree range repeat repeat_row sequence unnest'.split(
    ' ',
  ),
);

/** Functions that tell of the machine, or change the session. */
const OUTSIDE = new Set(
  'current_setting getenv getvariable nextval currval set_config setseed write_log current_query'.split(' '),
);

/** What a query reaches for that its text does not name, in words; undefined where it does not. */
export const reachProblem = ({ functions, calls }: Reads): string | undefined => {
  const reaching = functions.find((name) => !ROWS_OF_ARGUMENTS.has(name)) ?? calls.find((name) => OUTSIDE.has(name));
  if (reaching === undefined) return undefined;
  return reaching === 'show'
    ? 'show, describe and summarize of a name are no query; ask for columns'
    : `${reaching} reads outside the tables`;
};
