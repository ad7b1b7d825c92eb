import type { Report } from '@assay/core';
import { number, oneLine } from '../wording.ts';
import type { Places } from './places.ts';

const MOST_FIGURES = 24;

/** Decimals come as text and keep their digits. */
const figure = (value: string | number | boolean | null): string => {
  if (typeof value === 'number') return number(value);
  const text = oneLine(String(value ?? '–'));
  return /^-?\d+(\.\d+)?$/.test(text) ? text.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',') : text;
};

/** What changes against the last publication; closed months that change are said first. */
export const changeView = ({ changes }: Report, places: Places) => {
  const figures = changes.flatMap(({ table, figures: all }) =>
    all.map((one) => ({ ...one, table, before: figure(one.before), after: figure(one.after) })),
  );
  return {
    closed: figures.filter((one) => one.closed).slice(0, MOST_FIGURES),
    open: figures.filter((one) => !one.closed).slice(0, MOST_FIGURES),
    tables: changes.map(({ table, rows, columns, keys }) => ({
      ...{ table, place: places.table(table), columns, before: number(rows.before), after: number(rows.after) },
      ...{ added: number(keys?.added), removed: number(keys?.removed), changed: number(keys?.changed) },
    })),
  };
};
