import { closest, distance } from 'fastest-levenshtein';
import type { DataSet } from './data-set.ts';
import type { RawFile } from './raw-files.ts';

const isNear = (a: string, b: string): boolean =>
  distance(a.toLowerCase(), b.toLowerCase()) <= Math.max(1, Math.floor(Math.min(a.length, b.length) / 4));

/**
 * What is wrong with the columns of files that are alike. One that looks like a renamed column is a problem even where the
 * column may be missing, because its values would be lost.
 */
export const compareColumns = (files: readonly RawFile[], { columns }: DataSet, found: readonly string[]): string[] => {
  const path = files.length > 1 ? `${files[0]?.path} and ${files.length - 1} more` : files[0]?.path;
  const known = columns.map(({ source }) => source);
  const unknown = found.filter((name) => !known.includes(name));
  const missing = columns.filter(({ source }) => !found.includes(source));
  const problems = missing.flatMap(({ source: name, required }) => {
    const near = unknown.length > 0 ? closest(name, unknown) : '';
    const renamed = near !== '' && isNear(name, near);
    if (!required && !renamed) return [];
    const hint = renamed ? `; it has ${near}: rename it` : `; its columns are ${found.join(', ')}`;
    return [`${path}: column ${name} is missing${hint}`];
  });
  const twice = found.filter((name, i) => found.indexOf(name) !== i);
  return [...problems, ...[...new Set(twice)].map((name) => `${path}: column ${name || '(unnamed)'} is there twice`)];
};
