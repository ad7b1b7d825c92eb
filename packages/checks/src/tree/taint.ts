import { children, isNode, lower, type Node, namedQueries, nodes, text } from './parse.ts';
import { ROWS_OF_ARGUMENTS } from './reads.ts';

/** A column that a query gives, and whether it tells of PII. */
export interface Given {
  readonly name: string;
  readonly hidden: boolean;
}

/** The columns of a relation; `rest` says whether those that are not listed are hidden, undefined where there are none. */
export interface Columns {
  readonly listed: readonly Given[];
  readonly rest?: boolean | undefined;
}

/** The columns of a table by its name as a query has it, all parts in small letters; undefined for one that is not known. */
export type Lookup = (parts: readonly string[]) => Columns | undefined;

interface Source extends Columns {
  readonly alias: string;
}

interface Scope {
  readonly sources: readonly Source[];
  /** What the query has given names to so far. */
  readonly named: readonly Given[];
  readonly parent?: Scope | undefined;
}

type Own = ReadonlyMap<string, Columns>;

const UNKNOWN: Columns = { listed: [], rest: true };

/** Numbers of rows tell of no value. */
const COUNTS = new Set(['count', 'count_star', 'count_if', 'row_number']);
const STRUCTS = new Set(['struct_pack', 'row', 'list_value', 'map']);
const NULLNESS = new Set(['OPERATOR_IS_NULL', 'OPERATOR_IS_NOT_NULL']);

const isHidden = ({ listed, rest }: Columns): boolean => rest === true || listed.some(({ hidden }) => hidden);

/** Which columns of a query tell of PII. What cannot be followed counts as telling. */
export const disclosure = (query: Node, lookup: Lookup): Columns => queryColumns(query, { lookup, own: new Map() });

interface Following {
  readonly lookup: Lookup;
  /** The queries that a WITH has named. */
  readonly own: Own;
  readonly parent?: Scope | undefined;
}

const queryColumns = (query: Node, following: Following): Columns => {
  let { own } = following;
  for (const { name, query: named, aliases } of namedQueries(query))
    own = new Map([...own, [name, renamed(queryColumns(named, { ...following, own }), aliases)]]);
  const within = { ...following, own };
  if (query.type === 'SELECT_NODE') return selectColumns(query, within);
  if (query.type === 'SET_OPERATION_NODE') return unionColumns(query, within);
  if (query.type === 'RECURSIVE_CTE_NODE') return recursiveColumns(query, within);
  return UNKNOWN;
};

const renamed = ({ listed, rest }: Columns, names: readonly string[]): Columns => ({
  listed: listed.map((column, i) => ({ ...column, name: names[i] ?? column.name })),
  rest: names.length > listed.length && rest === undefined ? undefined : rest,
});

const unionColumns = (query: Node, within: Following): Columns => {
  const parts = [query.left, query.right].map((part) => (isNode(part) ? queryColumns(part, within) : UNKNOWN));
  const [left = UNKNOWN, right = UNKNOWN] = parts;
  const rest =
    left.rest === undefined && right.rest === undefined ? undefined : left.rest === true || right.rest === true;
  if (text(query.setop_type).includes('BY_NAME')) {
    const names = new Set([...left.listed, ...right.listed].map(({ name }) => name));
    const hides = (name: string) => parts.some(({ listed }) => listed.some((one) => one.name === name && one.hidden));
    return { listed: [...names].map((name) => ({ name, hidden: hides(name) || rest === true })), rest };
  }
  return {
    listed: left.listed.map(({ name, hidden }, i) => ({
      name,
      hidden: hidden || (right.listed[i]?.hidden ?? right.rest ?? true),
    })),
    rest,
  };
};

const recursiveColumns = (query: Node, within: Following): Columns => {
  const { left, right } = query;
  if (!isNode(left) || !isNode(right)) return UNKNOWN;
  const aliases = Array.isArray(query.aliases) ? query.aliases.map(lower) : [];
  let known = renamed(queryColumns(left, within), aliases);
  // A round for each column at most: in each, one more may turn out to be hidden
  for (let round = 0; round <= known.listed.length; round += 1) {
    const own = new Map([...within.own, [lower(query.cte_name), known]]);
    const next = queryColumns(right, { ...within, own });
    known = {
      listed: known.listed.map((column, i) => ({
        ...column,
        hidden: column.hidden || (next.listed[i]?.hidden ?? next.rest ?? true),
      })),
      rest: known.rest,
    };
  }
  return known;
};

const selectColumns = (query: Node, within: Following): Columns => {
  const sources = isNode(query.from_table) ? sourcesOf(query.from_table, within) : [];
  const listed: Given[] = [];
  let rest: boolean | undefined;
  for (const item of nodes(query.select_list)) {
    const scope: Scope = { sources, named: listed, parent: within.parent };
    if (item.class === 'STAR') {
      const star = starColumns(item, scope, within);
      listed.push(...star.listed);
      if (star.rest !== undefined) rest = rest === true || star.rest;
      continue;
    }
    const names = Array.isArray(item.column_names) ? item.column_names : [];
    const name = lower(item.alias) || lower(names.at(-1));
    listed.push({ name, hidden: hides(item, scope, within) });
    // A struct becomes as many columns as it has fields
    if (item.class === 'FUNCTION' && ['unnest', 'explode'].includes(lower(item.function_name)))
      rest = rest === true || hides(item, scope, within);
  }
  return { listed, rest };
};

const starColumns = (item: Node, scope: Scope, within: Following): Columns => {
  // columns(…) chooses by a pattern or a list
  if (item.columns === true || isNode(item.expr)) return { listed: [], rest: scope.sources.some(isHidden) };
  const of = lower(item.relation_name);
  const sources = scope.sources.filter(({ alias }) => of === '' || alias === of);
  if (sources.length === 0) return UNKNOWN;
  const left = new Set([
    ...strings(item.exclude_list),
    ...nodes(item.qualified_exclude_list).map(({ column }) => lower(column)),
  ]);
  const replaced = new Map(nodes(item.replace_list).map(({ key, value }) => [lower(key), value]));
  const names = new Map(
    nodes(item.rename_list).map(({ key, value }) => [lower(isNode(key) ? key.column : key), lower(value)]),
  );
  const listed = sources
    .flatMap((source) => source.listed)
    .filter(({ name }) => !left.has(name))
    .map(({ name, hidden }) => {
      const value = replaced.get(name);
      return { name: names.get(name) ?? name, hidden: isNode(value) ? hides(value, scope, within) : hidden };
    });
  const open = sources.map(({ rest }) => rest).filter((rest) => rest !== undefined);
  return { listed, rest: open.length > 0 ? open.includes(true) : undefined };
};

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(lower) : []);

const sourcesOf = (from: Node, within: Following, before: readonly Source[] = []): Source[] => {
  const alias = lower(from.alias);
  const names = strings(from.column_name_alias);
  const named = (columns: Columns, other = ''): Source[] => [{ ...renamed(columns, names), alias: alias || other }];
  const beside: Scope = { sources: before, named: [], parent: within.parent };
  switch (from.type) {
    case 'EMPTY':
      return [];
    case 'JOIN': {
      const left = isNode(from.left) ? sourcesOf(from.left, within, before) : [];
      const right = isNode(from.right) ? sourcesOf(from.right, within, [...before, ...left]) : [];
      return [...left, ...right];
    }
    case 'BASE_TABLE': {
      const parts = [from.catalog_name, from.schema_name, from.table_name].map(lower).filter((part) => part !== '');
      const own = parts.length === 1 ? within.own.get(parts[0] ?? '') : undefined;
      return named(own ?? within.lookup(parts) ?? UNKNOWN, lower(from.table_name));
    }
    case 'SUBQUERY': {
      const query = isNode(from.subquery) ? from.subquery.node : undefined;
      return named(isNode(query) ? queryColumns(query, { ...within, parent: beside }) : UNKNOWN);
    }
    case 'EXPRESSION_LIST': {
      const rows = Array.isArray(from.values) ? from.values : [];
      const width = Math.max(0, ...rows.map((row) => nodes(row).length));
      const hidden = (i: number) => rows.some((row) => hides(nodes(row)[i] ?? {}, beside, within));
      return named({ listed: Array.from({ length: width }, (_, i) => ({ name: `col${i}`, hidden: hidden(i) })) });
    }
    case 'TABLE_FUNCTION': {
      const call = isNode(from.function) ? from.function : {};
      const name = lower(call.function_name);
      const rest = !ROWS_OF_ARGUMENTS.has(name) || hides(call, beside, within);
      return [{ alias: alias || name, listed: names.map((one) => ({ name: one, hidden: rest })), rest }];
    }
    default:
      return named(UNKNOWN);
  }
};

/** Whether the value of an expression tells of PII. */
const hides = (expression: Node, scope: Scope, within: Following): boolean => {
  const { type } = expression;
  if (expression.class === 'COLUMN_REF') return isColumnHidden(strings(expression.column_names), scope);
  // A star within a struct is not in the tree at all
  const isWhole = STRUCTS.has(lower(expression.function_name)) && nodes(expression.children).length === 0;
  if (expression.class === 'STAR' || expression.class === 'POSITIONAL_REFERENCE' || isWhole)
    return scope.sources.some(isHidden);
  if ((expression.class === 'FUNCTION' || expression.class === 'WINDOW') && COUNTS.has(lower(expression.function_name)))
    return false;
  if (NULLNESS.has(text(type))) return false;
  if (expression.class === 'SUBQUERY') {
    const query = isNode(expression.subquery) ? expression.subquery.node : undefined;
    const isExists = text(expression.subquery_type).includes('EXISTS');
    const inner = isNode(query) ? queryColumns(query, { ...within, parent: scope }) : UNKNOWN;
    return (!isExists && isHidden(inner)) || (isNode(expression.child) && hides(expression.child, scope, within));
  }
  return children(expression).some((child) => hides(child, scope, within));
};

const isColumnHidden = (names: readonly string[], scope: Scope): boolean => {
  const [first = '', second, third] = names;
  const found: boolean[] = [];
  for (const source of scope.sources) {
    const column = (name: string | undefined) => source.listed.filter((one) => one.name === name);
    const isNamed = source.alias === first;
    if (isNamed && second !== undefined)
      found.push(
        ...(column(second).length > 0 ? column(second) : [{ hidden: isHidden(source) }]).map(({ hidden }) => hidden),
      );
    else if (source.alias === second && third !== undefined)
      found.push(
        ...(column(third).length > 0 ? column(third) : [{ hidden: isHidden(source) }]).map(({ hidden }) => hidden),
      );
    found.push(...column(first).map(({ hidden }) => hidden));
    if (isNamed && second === undefined && column(first).length === 0) found.push(isHidden(source));
  }
  if (found.length > 0) return found.includes(true);
  const open = scope.sources.map(({ rest }) => rest).filter((rest) => rest !== undefined);
  const named = scope.named.filter(({ name }) => name === first);
  if (named.length > 0) return named.some(({ hidden }) => hidden) || open.includes(true);
  if (open.length > 0) return open.includes(true);
  if (scope.parent) return isColumnHidden(names, scope.parent);
  return scope.sources.some(isHidden);
};
