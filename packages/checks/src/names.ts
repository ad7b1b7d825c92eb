import { closest, distance } from 'fastest-levenshtein';

/** ` (did you mean x?)` where one of the names is close, else nothing. */
export const suggestion = (name: string, among: readonly string[]): string => {
  if (among.length === 0) return '';
  const near = closest(name.toLowerCase(), among.map((other) => other.toLowerCase()) as string[]); // the library asks for a mutable array
  const found = among.find((other) => other.toLowerCase() === near);
  return found && distance(name.toLowerCase(), near) <= Math.max(2, Math.floor(name.length / 4))
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
