import type { Chart, Report } from '@assay/core';
import { nullsOf, type Summary } from '../history.ts';

type Series = Extract<Chart, { type: 'series' }>;

/** One run as the charts see it: of the past, or this one. */
export interface Point {
  readonly label: string;
  readonly tables: Summary['tables'];
  /** Seconds. */
  readonly took: number;
}

/** Lines that a chart may hold and still be read. */
const MOST_LINES = 4;

const seconds = (run: Summary['run']): number => (Date.parse(run.finished_at) - Date.parse(run.started_at)) / 1000;

export const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** Runs are told by their day; where two are of the same day, by the minute at which they began. */
const labelled = (runs: readonly Summary['run'][]): string[] => {
  const days = runs.map(({ as_of }) => as_of);
  return new Set(days).size === days.length ? days : runs.map((run) => run.started_at.slice(0, 16).replace('T', ' '));
};

/** Every run that is kept, oldest first, this one last. */
export const pointsOf = ({ run, tables }: Report, history: readonly Summary[]): Point[] => {
  const now: Summary['tables'] = Object.fromEntries(
    tables.map(({ name, rows, columns }) => [
      name,
      {
        rows,
        nulls: nullsOf(columns),
      },
    ]),
  );
  const all = [...history.map((past) => ({ run: past.run, tables: past.tables })), { run, tables: now }];
  const labels = labelled(all.map((each) => each.run));
  return all.map((each, i) => ({ label: labels[i] ?? '', tables: each.tables, took: seconds(each.run) }));
};

export interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export const known = ({ values }: Line): number[] => values.filter((value) => value !== null);

/** How far a line moved in the last run, and how far over all of them. */
const moved = (line: Line): readonly [last: number, range: number] => {
  const all = known(line);
  return [Math.abs((all.at(-1) ?? 0) - (all.at(-2) ?? 0)), Math.max(...all) - Math.min(...all)];
};

/** The lines that say most: those that moved last, then those that moved at all. */
export const telling = (lines: readonly Line[]): Line[] =>
  lines
    .filter((line) => known(line).length > 1)
    .map((line) => ({ line, moved: moved(line) }))
    .filter(({ moved: [, range] }) => range > 0)
    .sort((a, b) => b.moved[0] - a.moved[0] || b.moved[1] - a.moved[1] || (a.line.name < b.line.name ? -1 : 1))
    .slice(0, MOST_LINES)
    .map(({ line }) => line);

/** Lines over the runs; a run of which none of them knows anything is left out. */
export const chartOf = (
  said: Omit<Series, 'type' | 'x' | 'series' | 'flags'>,
  { points, lines, flags = [] }: { points: readonly Point[]; lines: readonly Line[]; flags?: Series['flags'] },
): Chart => {
  const shown = points.map((_, i) => lines.some(({ values }) => values[i] !== null));
  return {
    type: 'series',
    ...said,
    x: points.map(({ label }) => label).filter((_, i) => shown[i]),
    series: lines.map(({ name, values }) => ({ name, values: values.filter((_, i) => shown[i]) })),
    flags,
  };
};
