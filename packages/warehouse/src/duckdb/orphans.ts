import { allOf, answering, type Column, id, type Part, type Question, sql } from '@assay/core';
import type { Text } from './asking.ts';
import { denseBounds } from './keys.ts';

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
  return {
    ...answering(question),
    expressions: (known) => {
      const bounds = isSingle ? denseBounds(known, relation, here) : undefined;
      if (!to || !bounds) return undefined;
      const { low, high } = bounds;
      const bits = (column: string) => `bitstring_agg(cast(${text(id(column))} as bigint), ${low}, ${high})`;
      return [
        `(select (here | there) = there from
          (select ${bits(here)} as here from ${text(sql`${relation.from} where ${allOf(relation.where)}`)}) h,
          (select ${bits(there)} as there from ${text(to.from)} t where ${text(id(there))} between ${low} and ${high}) t)`,
      ];
    },
    read: ([value]) => (value === true ? 0 : undefined),
    provedBy: 'bitstring',
    columns: [here],
  };
};
