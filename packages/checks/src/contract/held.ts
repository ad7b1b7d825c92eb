import type { Column, Contract, Problem } from '@assay/core';
import { missingColumns } from '../names.ts';
import { fitsType } from '../types.ts';

/** Holds the columns and types that a contract names against those of the real table. */
export const contractProblems = (contract: Contract, columns: readonly Column[]): Problem[] => {
  const { table } = contract;
  const unknown = [...contract.columns.map(({ name, at }) => ({ column: name, at })), ...contract.mentions].flatMap(
    ({ column, at }) => missingColumns([column], { table, columns }).map((message) => ({ message, ...at })),
  );
  const types = contract.columns.flatMap(({ name, type, at }) => {
    const real = columns.find((column) => column.name === name);
    return real && type && !fitsType(type, real)
      ? [{ message: `${table}.${name} is ${real.type}, not ${type}`, ...at }]
      : [];
  });
  return [...unknown, ...types];
};
