import type { Change } from '@assay/core';
import type { Model } from '@assay/pipeline';
import type { Compared } from './compared.ts';

type Figure = Change['figures'][number];

/** By convention true of a period that no later fact can enter. */
const COMPLETE = 'is_complete';
/** Figures told of one table; closed periods and the latest go first. */
const MOST = 200;

const isDay = (value: unknown): boolean => /^\d{4}-\d{2}-\d{2}$/.test(String(value));

/** Months are told as months where every period begins one. */
const periodText = (label: string, months: boolean): string => (months ? label.slice(0, 7) : label);

/** The figures of a table that differ, by the column they are read by. A period is closed that was published as complete. */
export const compareFigures = async (compared: Compared, figures: NonNullable<Model['figures']>): Promise<Figure[]> => {
  const { session, before, after, columns } = compared;
  const read = figures.columns.filter((name) => columns.includes(name));
  if (read.length === 0 || !columns.includes(figures.by)) return [];
  const { id } = session.dialect;
  const by = id(figures.by);
  const complete = columns.includes(COMPLETE) ? `bool_and(${COMPLETE})` : 'false';
  const state = (from: string) =>
    `(select cast(${by} as string) as label, ${complete} as closed, ${read.map((name, i) => `sum(${id(name)}) as f${i}`).join(', ')}
      from ${from} where ${by} is not null group by ${by})`;
  const differs = read.map((_, i) => `a.f${i} is distinct from b.f${i}`).join(' or ');
  const { rows } = await session.query(
    `select coalesce(a.label, b.label) as label, coalesce(b.closed, false) as closed,
            ${read.map((_, i) => `cast(b.f${i} as string) as b${i}, cast(a.f${i} as string) as a${i}`).join(', ')}
     from ${state(after)} a full join ${state(before)} b on a.label = b.label
     where ${differs} order by 2 desc, 1 desc limit ${MOST}`,
  );
  const days = rows.every(({ label }) => isDay(label));
  const months = days && rows.every(({ label }) => String(label).endsWith('-01'));
  return rows.flatMap(({ label, closed, ...values }) =>
    read.flatMap((name, i): Figure[] => {
      const was = values[`b${i}`] ?? null;
      const is = values[`a${i}`] ?? null;
      if (was === is) return [];
      const said = { before: was, after: is, closed: closed === true };
      if (days) return [{ name, period: periodText(String(label), months), ...said }];
      return [{ name: read.length === 1 ? String(label) : `${label} ${name}`, period: null, ...said }];
    }),
  );
};
