import type { DataSet } from './data-set.ts';

/**
 * Whether a first line is a header of a data set: it has most of the columns that must be there, or names nothing else. Of any other
 * line no cell may be shown, for it may be a record.
 */
export const isHeader = (names: readonly string[], { columns }: Pick<DataSet, 'columns'>): boolean => {
  const required = columns.filter((column) => column.required);
  const expected = required.length > 0 ? required : columns;
  const there = expected.filter(({ source }) => names.includes(source)).length;
  return there * 2 >= expected.length || names.every((name) => columns.some(({ source }) => source === name));
};

export const notAHeader = (names: readonly string[]): string =>
  `its first line is no header: it has ${names.length} ${names.length === 1 ? 'cell' : 'cells'}, and most columns of its record schema are missing; deliver it with a header`;
