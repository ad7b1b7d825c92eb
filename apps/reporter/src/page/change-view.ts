import type { Report } from '@assay/core';
import { closedChanges, closedTitle, relative } from '../closed-periods.ts';
import { figureText, number } from '../wording.ts';
import type { Places } from './places.ts';

const MOST_FIGURES = 24;
/** So many closed figures are read at once; the others can be unfolded. */
const MOST_CLOSED = 3;

/** What changes against the last publication; closed months that change are said first. */
export function changeView({ changes }: Report, places: Places) {
  const figures = changes.flatMap(({ table, figures: all }) =>
    all.map((one) => ({
      ...{ ...one, table, by: relative(one.before, one.after) },
      ...{ before: figureText(one.before), after: figureText(one.after) },
    })),
  );
  const closed = closedChanges({ changes });
  return {
    closed: { title: closedTitle(closed), first: closed.slice(0, MOST_CLOSED), more: closed.slice(MOST_CLOSED) },
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
}
