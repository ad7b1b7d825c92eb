import type { Column } from '@assay/core';
import { closest, distance } from 'fastest-levenshtein';
import { isAlike } from './types.ts';

/** ` (did you mean x?)` where one of the names is close, else nothing. */
export const suggestion = (name: string, among: readonly string[]): string => {
  if (among.length === 0) return '';
  const near = closest(name.toLowerCase(), among.map((other) => other.toLowerCase()) as string[]); // the library asks for a mutable array
  const found = among.find((other) => other.toLowerCase() === near);
  return found &&
    (distance(name.toLowerCase(), near) <= Math.max(2, Math.floor(name.length / 4)) ||
      (near.length > 3 && name.toLowerCase().startsWith(near)))
    ? `; did you mean ${found}?`
    : '';
};

interface Columned {
  readonly table: string;
  readonly columns: readonly { readonly name: string }[];
}

/** A sentence for each name that is not a column of the table. */
export const missingColumns = (names: readonly string[], { table, columns }: Columned): readonly string[] => {
  const there = columns.map(({ name }) => name);
  return names
    .filter((name) => !there.includes(name))
    .map((name) => `${table} has no column ${name}${suggestion(name, there)}`);
};

interface Typed {
  readonly table: string;
  readonly columns: readonly Column[];
}

const typed = (name: string, { columns }: Typed): Column | undefined => columns.find((column) => column.name === name);

/** A sentence where columns of a table are never equal, because of their types. */
export const unlessAlike = ([first = '', ...others]: readonly string[], place: Typed): readonly string[] =>
  others.flatMap((name) => apart([first, place], [name, place]));

/** The same of columns here and there, pair by pair. */
export const unlessAlikeThere = (
  here: readonly [readonly string[], Typed],
  there: readonly [readonly string[], Typed],
): readonly string[] => here[0].flatMap((name, i) => apart([name, here[1]], [there[0][i] ?? '', there[1]]));

const apart = (
  [name, place]: readonly [string, Typed],
  [other, there]: readonly [string, Typed],
): readonly string[] => {
  const [one, two] = [typed(name, place), typed(other, there)];
  if (!one || !two || isAlike(one, two)) return [];
  const full = place.table === there.table ? other : `${there.table}.${other}`;
  return [
    `${name} is ${one.type} and ${full} is ${two.type}: they are never equal; cast one of them where it is built`,
  ];
};
