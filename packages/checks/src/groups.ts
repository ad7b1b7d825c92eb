import { allOf, id, join, own, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import type { Context } from './kind.ts';

/** Columns that make groups, as a key of a kind's options. */
export const by = z.array(z.string().min(1)).min(1).optional().describe('each group by itself');

/** `true` for all rows together, or groups, as the options of a kind. */
export const allOrGroups = z.union([z.literal(true), z.strictObject({ by: by.unwrap() })]);
export type AllOrGroups = z.infer<typeof allOrGroups>;

export const keysOf = (wanted: AllOrGroups): readonly string[] => (wanted === true ? [] : wanted.by);

interface Grouping {
  /** Columns, or expressions of an author; all rows are one group when there is none. */
  readonly by: readonly string[];
  /** Aggregates by the names under which the condition reads them, as `@name`. */
  readonly figures: Readonly<Record<string, Sql>>;
  readonly where: Sql;
}

/** How a grouping expression is called among the offenders: by itself where it is a name. */
export const groupName = (key: string, place: number): string => (/^\w+$/.test(key) ? key : `group_${place + 1}`);

/** The groups of a relation whose figures fulfil a condition. */
export const groupsWhere = (
  { by, figures, where }: Grouping,
  { relation, columns, expression }: Pick<Context, 'relation' | 'columns' | 'expression'>,
): Sql => {
  const keys = by.map((key) => (columns.some(({ name }) => name === key) ? id(key) : expression(key)));
  const named = keys.map((key, i) => sql`${key} as ${id(groupName(by[i] ?? '', i))}`);
  const measured = Object.entries(figures).map(([name, figure]) => sql`${figure} as ${own(name)}`);
  const grouped = keys.length > 0 ? sql` group by ${join(keys)}` : sql``;
  return sql`select * from (select ${join([...named, ...measured])} from ${relation.from} where ${allOf(relation.where)}${grouped}) grouped where ${where}`;
};

/** The number of rows that a query gives. */
export const countOf = (query: Sql): Sql => sql`select count(*) from (${query}) counted`;

/** Unites queries; each gives the same columns. */
export const unionAll = (queries: readonly Sql[]): Sql => join(queries, ' union all ');
