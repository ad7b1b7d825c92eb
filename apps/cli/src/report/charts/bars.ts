import type { ChartDeclaration } from '@assay/core';
import { type ChartHead, filled, number, type Picture, whole } from './picture.ts';

/** One bar a row of the table, the longest first. */
export function bars(
  { finding, ...head }: ChartHead,
  { label, value, note, most }: NonNullable<ChartDeclaration['bars']>,
): Picture {
  return {
    query: (from, { id }) =>
      `select coalesce(cast(${id(label)} as string), 'no ${label.replaceAll(/[^\w]|_/g, ' ')}') as label,
              cast(${id(value)} as double) as value, ${note ? `cast(${id(note.of)} as double)` : 'null'} as note
       from ${from} where ${id(value)} > 0 order by ${id(value)} desc, ${id(label)} limit ${most}`,
    draw: (rows) => ({
      type: 'bars',
      id: head.id,
      title: head.title,
      finding: filled(finding, { label: String(rows[0]?.label), value: whole(Number(rows[0]?.value)) }),
      unit: head.unit,
      bars: rows.map((row) => {
        const beside = number(row.note);
        const says = note && beside !== null ? filled(note.says, { value: beside.toFixed(1) }) : null;
        return { label: String(row.label), value: Number(row.value), note: says };
      }),
    }),
  };
}
