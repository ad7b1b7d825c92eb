import type { Chart, Report } from '@assay/core';
import type { Summary } from '../history.ts';
import { chartOf, known, type Point, pointsOf, rounded, telling } from './runs.ts';

/** Rows of what people read; the tables below are told by their trends. */
const READ_BY_PEOPLE = /^gold/;

const signed = (value: number): string =>
  `${value > 0 ? '+' : ''}${value.toLocaleString('en', { maximumFractionDigits: 1 })}`;

/** Rows of gold tables run by run, against the first run shown: large tables and small ones on one scale. */
const rowsOverTime = (points: readonly Point[]): Chart | undefined => {
  const names = Object.keys(points.at(-1)?.tables ?? {}).filter((name) => READ_BY_PEOPLE.test(name));
  const rowsOf = (name: string) => points.map(({ tables }) => tables[name]?.rows ?? null);
  const lines = telling(
    names.map((name) => {
      const rows = rowsOf(name);
      const first = rows.find((count) => count !== null && count > 0);
      return {
        name,
        values: rows.map((count) => (count === null || !first ? null : rounded((100 * count) / first - 100, 2))),
      };
    }),
  );
  const [most] = lines;
  if (!most) return undefined;
  const rows = rowsOf(most.name).filter((count) => count !== null);
  const [now = 0, before = 0] = [rows.at(-1), rows.at(-2)];
  return chartOf(
    {
      id: 'rows-over-time',
      title: 'Rows of gold tables, run by run',
      finding: `${most.name} has ${now.toLocaleString('en')} rows, ${now === before ? 'as many as in' : `${signed(now - before)} since`} the run before.`,
      unit: '% against the first run shown',
    },
    { points, lines },
  );
};

const percent = (share: number): string => `${rounded(100 * share, 2).toLocaleString('en')} %`;

/** Shares of NULLs run by run, of the columns that moved most. */
const nullsOverTime = (points: readonly Point[]): Chart | undefined => {
  const columns = Object.entries(points.at(-1)?.tables ?? {}).flatMap(([table, { nulls = {} }]) =>
    Object.keys(nulls).map((column) => ({ table, column })),
  );
  const shares = telling(
    columns.map(({ table, column }) => ({
      name: `${table}.${column}`,
      values: points.map(({ tables }) => new Map(Object.entries(tables[table]?.nulls ?? {})).get(column) ?? null),
    })),
  );
  const [most] = shares;
  if (!most) return undefined;
  const all = known(most);
  const lines = shares.map(({ name, values }) => ({
    name,
    values: values.map((share) => (share === null ? null : rounded(100 * share, 3))),
  }));
  return chartOf(
    {
      id: 'nulls-over-time',
      title: 'Shares of NULLs, run by run',
      finding: `Of ${most.name}, ${percent(all.at(-1) ?? 0)} are NULL, ${percent(all.at(-2) ?? 0)} in the run before.`,
      unit: '% of the rows',
    },
    { points, lines },
  );
};

/** A run that took more than twice as long as is usual is flagged. */
const durationOverTime = (points: readonly Point[]): Chart | undefined => {
  const took = points.map((point) => rounded(point.took, 1));
  const now = took.at(-1);
  if (now === undefined || took.length < 2) return undefined;
  const usual = took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? now;
  const flags = points.flatMap(({ label }, i) => {
    const value = took[i] ?? 0;
    return usual > 0 && value > 2 * usual ? [{ x: label, label: `${value} s, usually ${usual} s` }] : [];
  });
  return chartOf(
    {
      id: 'duration',
      title: 'How long a run takes',
      finding: `This run took ${now} s; ${usual} s is usual of the last ${took.length} runs.`,
      unit: 'seconds',
    },
    { points, lines: [{ name: 'seconds', values: took }], flags: flags.slice(-3) },
  );
};

/** What the runs that are kept show when they are looked at together; nothing for a first run. */
export const overTime = (report: Report, history: readonly Summary[]): Chart[] => {
  const points = pointsOf(report, history);
  return [rowsOverTime(points), nullsOverTime(points), durationOverTime(points)].filter((chart) => chart !== undefined);
};
