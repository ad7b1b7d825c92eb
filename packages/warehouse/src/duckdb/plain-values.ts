import type { Row, Value } from '@assay/core';

/** How the driver writes dates without end. */
const ENDLESS: ReadonlyMap<unknown, string> = new Map([
  ['5881580-07-11', 'infinity'],
  ['5877642-06-24 (BC)', '-infinity'],
]);

const AWKWARD = /\[\d*\]$|^(date$|interval|struct|map|union|variant)/;

const plain = (value: unknown): Value =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : (ENDLESS.get(value) ?? (value as Value)); // what is no object is a scalar

/** Rows of scalars alone: lists, structs and intervals as JSON, endless dates by their name. */
export const plainRows = (
  columns: readonly { readonly name: string; readonly type: string }[],
  rows: readonly Readonly<Record<string, unknown>>[],
): readonly Row[] => {
  const awkward = columns.filter(({ type }) => AWKWARD.test(type)).map(({ name }) => name);
  if (awkward.length === 0) return rows as readonly Row[]; // the driver's JSON of scalar types is scalar
  return rows.map((row) => ({
    ...(row as Row), // as above, for the other columns
    ...Object.fromEntries(awkward.map((name) => [name, plain(row[name])])),
  }));
};
