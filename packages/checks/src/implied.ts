import type { Contract, Demand } from '@assay/core';
import { PLAIN } from './contract/around.ts';

interface Implying {
  readonly table: string;
  readonly contract: Contract | undefined;
  readonly grain: readonly string[];
  readonly published?: ReadonlyMap<string, number> | undefined;
}

/** What nobody has to write: a table has rows, its grain is a key, and it is as fresh as the contract's head says. */
export const implied = ({ table, contract, grain, published }: Implying): Demand[] => {
  const demand = (kind: string, options: unknown, column: string | null = null): Demand => ({
    kind,
    recipe: null,
    options,
    column,
    name: null,
    at: null,
    ...PLAIN,
  });
  const wanted = (contract?.demands ?? []).map(({ kind, column, name }) => `${column}.${kind}.${name}`);
  const unsaid = ({ kind, column }: Demand) => !wanted.includes(`${column}.${kind}.null`);
  const [only] = grain;
  const key = only === undefined ? [] : grain.length === 1 ? [demand('unique', true, only)] : [demand('unique', grain)];
  const before = published?.get(table);
  const notEmpty = demand('not_empty', {
    ...(contract?.mayBeEmpty ? { may_be_empty: contract.mayBeEmpty } : {}),
    ...(before === undefined ? {} : { before }),
  });
  const { freshness } = contract ?? {};
  const fresh =
    freshness?.from === 'event' && freshness.column
      ? [
          {
            ...demand('freshness', { within: freshness.within }, freshness.column),
            severity: freshness.severity,
            at: freshness.at,
          },
        ]
      : [];
  return [notEmpty, ...grain.map((column) => demand('not_null', true, column)), ...key, ...fresh].filter(unsaid);
};
