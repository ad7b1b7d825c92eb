import type { Report } from '@assay/core';
import { figureText, number } from '../wording.ts';
import type { Places } from './places.ts';

const MOST_FIGURES = 24;

/** What changes against the last publication; closed months that change are said first. */
export const changeView = ({ changes }: Report, places: Places) => {
  const figures = changes.flatMap(({ table, figures: all }) =>
    all.map((one) => ({ ...one, table, before: figureText(one.before), after: figureText(one.after) })),
  );
  return {
    closed: figures.filter((one) => one.closed).slice(0, MOST_FIGURES),
    open: figures.filter((one) => !one.closed).slice(0, MOST_FIGURES),
    tables: changes.map(({ table, rows, columns, keys }) => ({
      table,
      place: places.table(table),
      columns,
      before: number(rows.before),
      after: number(rows.after),
      added: number(keys?.added),
      removed: number(keys?.removed),
      changed: number(keys?.changed),
    })),
  };
};
