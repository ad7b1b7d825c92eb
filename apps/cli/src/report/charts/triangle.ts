import type { ChartDeclaration } from '@assay/core';
import { type ChartHead, filled, number, type Picture } from './picture.ts';

/** Groups by their age, such as the retention of cohorts: the newest groups, each from its step 0 on. */
export function triangle(
  { finding, ...head }: ChartHead,
  declared: NonNullable<ChartDeclaration['triangle']>,
): Picture {
  const { row, step, size, value, steps, rows: most, finding_at, none } = declared;
  return {
    query: (from, { id }) =>
      `select cast(${id(row)} as string) as label, ${id(step)} as step, ${id(size)} as size, cast(${id(value)} as double) as value
       from ${from} where ${id(step)} <= ${steps} order by ${id(row)} desc, ${id(step)}`,
    draw: (rows) => {
      const groups = new Map<string, { size: number; values: (number | null)[] }>();
      for (const one of rows) {
        const label = String(one.label).slice(0, 7);
        if (!groups.has(label) && groups.size === most) break;
        const group = groups.get(label) ?? { size: Number(one.size), values: [] };
        group.values[Number(one.step)] = number(one.value);
        groups.set(label, group);
      }
      const newestLast = [...groups].map(([label, group]) => ({ label, ...group })).reverse();
      const there = newestLast.map(({ values }) => values[finding_at]).filter((found) => typeof found === 'number');
      const mean = there.reduce((sum, one) => sum + one, 0) / there.length;
      return {
        type: 'triangle',
        ...{ id: head.id, title: head.title },
        finding: there.length === 0 ? none : filled(finding, { mean: mean.toFixed(1) }),
        unit: head.unit,
        rows: newestLast,
      };
    },
  };
}
