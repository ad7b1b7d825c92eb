import { type Column, type Session, UserError } from '@assay/core';
import { closest, distance } from 'fastest-levenshtein';

export type Catalog = Awaited<ReturnType<Session['catalog']>>;

/** A table, or one of its columns. */
export interface Place {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly column: Column | undefined;
}

const near = (name: string, known: readonly string[]): string => {
  const found = known.length > 0 ? closest(name, known) : '';
  return found && distance(name, found) <= 4 ? `; did you mean ${found}?` : '';
};

/** `schema.table` or `schema.table.column`; both may hold dots of their own. */
const placeOf = (word: string, catalog: Catalog): Place | undefined => {
  const whole = catalog.get(word);
  if (whole) return { table: word, columns: whole, column: undefined };
  for (const [table, columns] of catalog) {
    const column = columns.find(({ name }) => word === `${table}.${name}`);
    if (column) return { table, columns, column };
  }
  return undefined;
};

/** Whether a word names a place, or looks as if it should: a query has blanks or parentheses. */
export const isPlace = (word: string, catalog: Catalog): boolean =>
  placeOf(word, catalog) !== undefined || !/[\s(;]/.test(word);

/** The place that a word names. Throws `UserError` with what may have been meant. */
export const findPlace = (word: string, catalog: Catalog): Place => {
  const place = placeOf(word, catalog);
  if (place) return place;
  const dot = word.lastIndexOf('.');
  const [table, column] = [word.slice(0, dot), word.slice(dot + 1)];
  const names = catalog.get(table)?.map(({ name }) => name);
  if (names) throw new UserError(`${table} has no column ${column}${near(column, names)}`);
  const known = [...catalog.keys()].filter((name) => !name.startsWith('_assay.'));
  throw new UserError(`there is no table ${word}${near(word, known)}`);
};
