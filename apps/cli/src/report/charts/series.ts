import type { ChartDeclaration } from '@assay/core';
import { type ChartHead, filled, number, type Picture, whole } from './picture.ts';
import { unusualDays } from './unusual-days.ts';

/** Lines over time, the newest row last. */
export function series(
  { finding, ...head }: ChartHead,
  { over, lines, last, finding_over, flags }: NonNullable<ChartDeclaration['series']>,
): Picture {
  const columns = Object.entries(lines);
  return {
    query: (from, { id }) =>
      `select cast(${id(over)} as string) as x, ${columns.map(([name], i) => `cast(${id(name)} as double) as y${i}`).join(', ')}
       from ${from} order by ${id(over)} desc limit ${last}`,
    draw: (newestFirst) => {
      const rows = [...newestFirst].reverse();
      const x = rows.map((row) => String(row.x));
      const values = (i: number) => rows.map((row) => number(row[`y${i}`]));
      const main = values(0);
      const sum = main.slice(-finding_over).reduce<number>((total, value) => total + (value ?? 0), 0);
      const days = flags ? unusualDays(main, x) : [];
      const lately = days.findLast((day) => day.x > (x.at(-finding_over - 1) ?? ''));
      const flagged = lately ? ` ${lately.x} stands out: ${whole(lately.value)}, usually ${whole(lately.usual)}.` : '';
      const figures = { sum: whole(sum), mean: whole(sum / finding_over), last: whole(main.at(-1) ?? 0) };
      return {
        type: 'series',
        ...{ id: head.id, title: head.title },
        finding: `${filled(finding, figures)}${flagged}`,
        unit: head.unit,
        x,
        series: columns.map(([, name], i) => ({ name, values: values(i) })),
        flags: days.slice(-6).map((day) => ({ x: day.x, label: `${whole(day.value)}, usually ${whole(day.usual)}` })),
      };
    },
  };
}
