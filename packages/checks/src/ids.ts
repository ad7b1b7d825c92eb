import type { Demand } from '@assay/core';

/** `the total is the sum` → `the-total-is-the-sum`. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

/** Stable over runs, moves of the file and reordering. */
export const checkId = (
  table: string,
  { column, kind, recipe, name }: Pick<Demand, 'column' | 'kind' | 'recipe' | 'name'>,
): string => [table, ...(column && !recipe ? [column] : []), recipe ?? kind, ...(name ? [slug(name)] : [])].join('.');
