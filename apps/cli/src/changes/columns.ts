import type { Column } from '@assay/core';

/** A sentence a column that came, went or changed its type. */
export const columnChanges = (before: readonly Column[], after: readonly Column[]): string[] => {
  const was = new Map(before.map(({ name, type }) => [name, type]));
  const is = new Map(after.map(({ name, type }) => [name, type]));
  return [
    ...before.filter(({ name }) => !is.has(name)).map(({ name, type }) => `${name} went (it was ${type})`),
    ...after.flatMap(({ name, type }) => {
      const old = was.get(name);
      if (old === undefined) return [`${name} came (${type})`];
      return old === type ? [] : [`${name} was ${old} and is ${type}`];
    }),
  ];
};

/** The columns that both states have, with the same type. */
export const commonColumns = (before: readonly Column[], after: readonly Column[]): string[] => {
  const was = new Map(before.map(({ name, type }) => [name, type]));
  return after.filter(({ name, type }) => was.get(name) === type).map(({ name }) => name);
};
