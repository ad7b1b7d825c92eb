import { allOf, condition, id, type Metric, type Question, type Sql, sql } from '@assay/core';

/**
 * An aggregate that answers a question in a pass over its table that it shares with others; undefined where it needs a
 * query of its own. `conditionOf` may know a faster condition for the engine.
 */
export const fusedAggregate = (
  { metric, relation: { where } }: Question,
  conditionOf: (metric: Metric) => Sql | undefined = condition,
): Sql | undefined => {
  const within = (value: Sql): Sql => (where ? sql`case when ${where} then ${value} end` : value);
  if (metric.shape === 'rows') return where ? sql`count(case when ${where} then 1 end)` : sql`count(*)`;
  if (metric.shape === 'least') return sql`min(${within(id(metric.column))})`;
  if (metric.shape === 'greatest') {
    const value = id(metric.column);
    return sql`max(${within(metric.notAfter ? sql`case when ${value} <= ${metric.notAfter} then ${value} end` : value)})`;
  }
  if (metric.shape === 'aggregate') return where ? undefined : metric.expression;
  const counts = conditionOf(metric);
  return counts ? sql`count(case when ${allOf(where, counts)} then 1 end)` : undefined;
};
