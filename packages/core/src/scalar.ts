import type { Question } from './asking.ts';
import type { Bounds, Metric, Relation, Target } from './metric.ts';
import { id, join, raw, type Sql, sql } from './sql.ts';

/** True for values outside the bounds; NULL where the value is. */
export const outside = (column: Sql, { low, high, lowOpen, highOpen }: Bounds): Sql =>
  join(
    [
      ...(low ? [lowOpen ? sql`${column} <= ${low}` : sql`${column} < ${low}`] : []),
      ...(high ? [highOpen ? sql`${column} >= ${high}` : sql`${column} > ${high}`] : []),
    ],
    ' or ',
  );

/** `(a) and (b)`; true when there is nothing. */
export const allOf = (...conditions: readonly (Sql | undefined)[]): Sql => {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0
    ? sql`true`
    : join(
        given.map((condition) => sql`(${condition})`),
        ' and ',
      );
};

const repeats = (
  { from, where }: Relation,
  { columns, nullsEqual, shown }: { columns: readonly string[]; nullsEqual: boolean; shown: readonly Sql[] },
): Sql => {
  const complete = nullsEqual ? [] : columns.map((name) => sql`${id(name)} is not null`);
  return sql`select ${join(shown)} from ${from} where ${allOf(where, ...complete)} group by ${join(columns.map((name) => id(name)))} having count(*) > 1`;
};

/** The keys that stand in a table more than once. */
export const repeatedKeys = (relation: Relation, columns: readonly string[], nullsEqual: boolean): Sql =>
  repeats(relation, { columns, nullsEqual, shown: columns.map((name) => id(name)) });

/** Those keys, their columns as `k_0`, `k_1` and so on, each with the number of its rows as `n`. */
export const countedKeys = (relation: Relation, columns: readonly string[], nullsEqual: boolean): Sql =>
  repeats(relation, {
    columns,
    nullsEqual,
    shown: [...columns.map((name, i) => sql`${id(name)} as ${raw(`k_${i}`)}`), sql`count(*) as n`],
  });

/** The condition that a metric counts, where it counts single rows by themselves. */
export const condition = (metric: Metric): Sql | undefined => {
  switch (metric.shape) {
    case 'missing':
      return sql`${id(metric.column)} is null`;
    case 'matching':
      return metric.predicate;
    case 'beyond':
      return outside(id(metric.column), metric.bounds);
    case 'vocabulary':
      return sql`${id(metric.column)} is not null and (${metric.fails})`;
    case 'unlike':
      return sql`not regexp_like(${id(metric.column)}, ${metric.pattern})`;
    default:
      return undefined;
  }
};

/** The plainest query that answers a question, as both engines read it: one scalar, nothing clever. */
export const scalarQuery = ({ relation, metric }: Omit<Question, 'key'>): Sql => {
  const { from, where } = relation;
  switch (metric.shape) {
    case 'query':
      return metric.query;
    case 'aggregate':
      return sql`select ${metric.expression} from ${from} where ${allOf(where)}`;
    case 'least':
      return sql`select min(${id(metric.column)}) from ${from} where ${allOf(where)}`;
    case 'greatest':
      return sql`select max(${id(metric.column)}) from ${from} where ${allOf(where, metric.notAfter && sql`${id(metric.column)} <= ${metric.notAfter}`)}`;
    case 'repeated':
      return sql`select coalesce(sum(n), 0) from (${countedKeys(relation, metric.columns, metric.nullsEqual ?? false)}) repeated`;
    case 'orphaned':
      return sql`select count(*) from (select * from ${from} where ${allOf(where)}) t where ${orphan(metric.columns, metric.to)}`;
    default:
      return sql`select count(*) from ${from} where ${allOf(where, condition(metric))}`;
  }
};

/** True for a row, under the alias `t`, whose complete key does not stand in the other table. */
const orphan = (columns: readonly string[], to: Target): Sql => {
  const complete = columns.map((name) => sql`t.${id(name)} is not null`);
  const same = columns.map((name, i) => sql`o.${id(to.columns[i]?.name ?? name)} = t.${id(name)}`);
  return sql`${allOf(...complete)} and not exists (select 1 from ${to.from} o where ${allOf(...same)})`;
};
