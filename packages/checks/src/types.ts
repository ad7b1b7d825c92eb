import type { Column } from '@assay/core';

export type Family = 'integer' | 'decimal' | 'float' | 'text' | 'boolean' | 'date' | 'timestamp' | 'other';

const FAMILIES: readonly (readonly [RegExp, Family])[] = [
  [/\[\d*\]$/, 'other'],
  [/^(u?(tiny|small|big|huge)?int(eger)?|long|short|byte|int\d+)$/, 'integer'],
  [/^(decimal|numeric)/, 'decimal'],
  [/^(double|float|real)/, 'float'],
  [/^(varchar|string|char|text|enum|uuid)/, 'text'],
  [/^bool/, 'boolean'],
  [/^date$/, 'date'],
  [/^timestamp/, 'timestamp'],
];

/** What a type is, whichever engine names it. */
export const family = ({ type }: Pick<Column, 'type'>): Family =>
  FAMILIES.find(([pattern]) => pattern.test(type.toLowerCase()))?.[1] ?? 'other';

/** A number as a contract writes it in quotes, to lose no digit. */
export const NUMERAL = /^-?\d+(\.\d+)?$/;

export const isNumber = (of: Family): boolean => of === 'integer' || of === 'decimal' || of === 'float';
export const isTime = (of: Family): boolean => of === 'date' || of === 'timestamp';

/** Whether a column has the type a contract names: a family, `number`, `key` (any), or the engine's exact type. */
export const fitsType = (wanted: string, column: Column): boolean => {
  const of = family(column);
  const asked = wanted.toLowerCase();
  if (asked === 'key') return true;
  if (asked === 'number') return isNumber(of);
  return (
    asked === of ||
    asked.replaceAll(' ', '') === column.type.replaceAll(' ', '') ||
    (family({ type: asked }) === of && !asked.includes('('))
  );
};

type Place = { readonly column: string; readonly columns: readonly Column[] };

const unfit = ({ column, columns }: Place, fits: (of: Family) => boolean, what: string): readonly string[] =>
  columns.some((one) => one.name === column && !fits(family(one))) ? [`${column} is ${what}`] : [];

/** What to say where the column that a check is on cannot be judged by it. */
export const unlessNumber = (place: Place, hint = ''): readonly string[] => unfit(place, isNumber, `no number${hint}`);
export const unlessTime = (place: Place): readonly string[] => unfit(place, isTime, 'neither a date nor a timestamp');
export const unlessText = (place: Place, hint = ''): readonly string[] =>
  unfit(place, (of) => of === 'text', `not text${hint}`);
