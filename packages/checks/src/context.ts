import {
  bindParameters,
  type Dialect,
  mapTables,
  type Percentage,
  type Relation,
  raw,
  type Sql,
  sql,
  tokens,
} from '@assay/core';
import type { Context, Scalar } from './kind.ts';
import type { CheckedTable } from './make.ts';
import { suggestion } from './names.ts';
import { expressionProblem, queryProblem, withoutEnd } from './sql-text.ts';
import { literalOf } from './types.ts';

/** Says what in an author's SQL is not held to the subset that both engines read, and the line that it is in. */
export type Lint = (text: string) => readonly { readonly message: string; readonly line: string }[];

/** What all contexts of one run have in common. */
export interface Surroundings {
  readonly tables: ReadonlyMap<string, CheckedTable>;
  readonly asOf: string;
  readonly until?: string | undefined;
  readonly settings: Readonly<Record<string, Scalar>>;
  readonly dialect: Dialect;
  /** Without it authors' SQL is only held to be whole. */
  readonly lint?: Lint | undefined;
  /** The share of a table's rows that may be moved to quarantine where a check sets no limits of its own. */
  readonly movable?: Percentage | undefined;
  physical(schema: string, name: string): string;
}

const dayAfter = (day: string): string => {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
};

/** Where a check stands. */
export interface Placed {
  /** The whole table. */
  readonly relation: Relation;
  readonly column: string | null;
  /** The rows that count, as the author wrote it. */
  readonly where: string | null;
  /** A recipe wrote the SQL, all but `where`. */
  readonly isOurs?: boolean | undefined;
}

/** The context of one check, and the problems with its author's SQL, which come up while it is read. */
export const contextOf = (
  { relation, column, where, isOurs = false }: Placed,
  around: Surroundings,
): { context: Context; problems: () => readonly string[] } => {
  const found = new Set<string>();
  const parameter = (name: string): string | undefined => {
    if (name === 'as_of') return around.dialect.literal({ date: around.asOf });
    const value = around.settings[name];
    if (value !== undefined) return around.dialect.literal(value);
    found.add(`there is no parameter :${name}${suggestion(name, ['as_of', ...Object.keys(around.settings)])}`);
    return undefined;
  };
  const schemas = new Set([...around.tables.keys()].map((name) => name.split('.')[0]));
  const physical = (schema: string, name: string): string | undefined => {
    if (!schemas.has(schema)) return undefined;
    if (around.tables.has(`${schema}.${name}`)) return around.physical(schema, name);
    found.add(`there is no table ${schema}.${name}${suggestion(`${schema}.${name}`, [...around.tables.keys()])}`);
    return undefined;
  };
  const bound = (text: string): Sql => raw(mapTables(bindParameters(text, parameter), physical));
  const once = new Map<string, Sql>();
  const guarded = (text: string, problemOf: (text: string) => string | undefined): Sql => {
    const seen = once.get(text);
    if (seen) return seen;
    const broken = problemOf(text);
    const isAuthors = !isOurs || text === where;
    const problems = broken
      ? [{ message: broken, line: text.trim().split('\n')[0] }]
      : ((isAuthors ? around.lint?.(text) : undefined) ?? []);
    for (const { message, line } of problems) found.add(`${message}, in: ${line}`);
    const piece = problems.length > 0 ? sql`null` : bound(text);
    once.set(text, piece);
    return piece;
  };
  const nearMisses = (text: string, table: string): void => {
    const names = (around.tables.get(table)?.columns ?? relation.columns).map(({ name }) => name);
    const all = tokens(text).filter(({ kind }) => kind !== 'space' && kind !== 'comment');
    if (all.some(({ text: word }) => /^select$/i.test(word))) return;
    for (const [i, { kind, text: word }] of all.entries()) {
      const free = kind === 'word' && all[i - 1]?.text !== '.' && all[i + 1]?.text !== '.' && all[i + 1]?.text !== '(';
      const known = names.some((name) => name.toLowerCase() === word.toLowerCase());
      const near = free && !known && word.includes('_') ? suggestion(word, names) : '';
      if (near) found.add(`${table} has no column ${word}${near}`);
    }
  };
  const expression: Context['expression'] = (text, table = relation.table) => {
    if (!once.has(text)) nearMisses(text, table);
    return guarded(text, expressionProblem);
  };
  return {
    problems: () => [...found],
    context: {
      table: relation.table,
      column: column ?? '',
      columns: relation.columns,
      grain: around.tables.get(relation.table)?.grain ?? [],
      relation: where === null ? relation : { ...relation, where: expression(where) },
      asOf: around.asOf,
      until: around.until ?? `${dayAfter(around.asOf)} 00:00:00`,
      expression,
      query: (text) => guarded(withoutEnd(text), queryProblem),
      from: (table) => {
        const [schema = '', name = ''] = table.split('.');
        return raw(physical(schema, name) ?? around.physical(schema, name));
      },
      unknownTable: (table) =>
        around.tables.has(table) ? [] : [`there is no table ${table}${suggestion(table, [...around.tables.keys()])}`],
      columnsOf: (table) => around.tables.get(table)?.columns,
      literal: (value, of) => {
        const column = relation.columns.find(({ name }) => name === of);
        const said = column ? literalOf(value, column) : { literal: value };
        if (typeof said !== 'string') return sql`${said.literal}`;
        found.add(said);
        return sql`null`;
      },
    },
  };
};
