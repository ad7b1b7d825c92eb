import { allOf, type Column, id, type Known, type Part, type Question, sql } from '@assay/core';
import type { Text } from './asking.ts';
import { isDense } from './keys.ts';
import { integerBounds } from './statistics.ts';

const INTEGERS = new Set(['tinyint', 'smallint', 'integer', 'bigint']);

const isInteger = (name: string | undefined, columns: readonly Column[]): boolean =>
  columns.some((column) => column.name === name && INTEGERS.has(column.type.toLowerCase()));

/** A bit for every possible integer, here and in the other table: whatever is set here has to be set there. */
export const orphanPart = (question: Question, text: Text): Part => {
  const { metric, relation } = question;
  const [here = '', second] = metric.shape === 'orphaned' ? metric.columns : [];
  const to = metric.shape === 'orphaned' ? metric.to : undefined;
  const there = to?.columns[0]?.name ?? '';
  const isSingle = second === undefined && isInteger(here, relation.columns) && isInteger(there, to?.columns ?? []);
  const proof = (known: Known): string | undefined => {
    const bounds = integerBounds(known, relation, here);
    if (!to || !isSingle || !bounds || !isDense(known, relation, bounds)) return undefined;
    const bits = (column: string) =>
      `bitstring_agg(cast(${text(id(column))} as bigint), ${bounds.low}, ${bounds.high})`;
    const within = `${text(id(there))} between ${bounds.low} and ${bounds.high}`;
    return `(select (here | there) = there from
      (select ${bits(here)} as here from ${text(sql`${relation.from} where ${allOf(relation.where)}`)}) h,
      (select ${bits(there)} as there from ${text(to.from)} t where ${within}) t)`;
  };
  return {
    question,
    expressions: (known) => {
      const expression = proof(known);
      return expression === undefined ? undefined : [expression];
    },
    read: ([value]) => (value === true ? 0 : undefined),
    provedBy: 'bitstring',
    columns: [here],
  };
};
