import type { Asking, Dialect } from '@assay/core';
import { parseContracts } from './contract/parse.ts';
import { columnsOf, type Given } from './given.ts';
import type { Kind } from './kind.ts';
import { ledgerOf } from './ledger.ts';
import { makeChecks } from './make.ts';
import { planChecks } from './plan.ts';
import type { Recipe } from './recipe.ts';

/** What there is to be asked, and the engine that would be asked. */
export interface Explaining {
  readonly kinds: readonly Kind[];
  readonly recipes: readonly Recipe[];
  readonly dialect: Dialect;
  readonly asking: Asking;
}

export interface Shown {
  /** List entries of `checks:`, or a whole contract that begins with `table:`. */
  readonly check: string;
  /** The first table is the one that is checked. */
  readonly given: Readonly<Record<string, Given>>;
}

const contractOf = ({ check, given }: Shown): string => {
  const [table = ''] = Object.keys(given);
  return /^table:/m.test(check)
    ? check
    : `table: ${table}\nmay_be_empty: for the example\nchecks:\n${check.replace(/^/gm, '  ')}\n`;
};

/** The statements that an example would send, and the kinds and recipes it is made of. Nothing is run. */
export const sqlOf = (
  shown: Shown,
  { kinds, recipes, dialect, asking }: Explaining,
): { names: readonly string[]; statements: readonly string[] } => {
  const [contract] = parseContracts([{ file: 'example.yml', text: contractOf(shown), layer: 0 }], {
    kinds,
    recipes,
  }).contracts;
  const tables = new Map(
    Object.entries(shown.given).map(([table, { columns, grain = [] }]) => [
      table,
      { columns: columnsOf(columns), grain },
    ]),
  );
  const [table = ''] = tables.keys();
  const { checks } = makeChecks({
    ...{ contracts: contract ? [contract] : [], tables, kinds, recipes, dialect, only: new Set([table]) },
    asOf: '2025-12-31',
    settings: { home_country: 'PT' },
    physical: (schema, name) => `${dialect.id(schema)}.${dialect.id(name)}`,
  });
  const written = new Set((contract?.demands ?? []).map(({ kind }) => kind));
  const names = [...written, ...(contract?.freshness ? ['freshness'] : [])];
  const mine = checks.filter(({ kind }) => names.includes(kind));
  return { names, statements: ledgerOf(planChecks(mine, { dialect, asking })).map(({ text }) => text) };
};
