import type { Check, Column, Contract, Dialect, Percentage, Problem } from '@assay/core';
import { changed } from './change.ts';
import { checkOf } from './check-of.ts';
import type { Lint, Surroundings } from './context.ts';
import { contractProblems } from './contract/held.ts';
import { expanded } from './expand.ts';
import { implied } from './implied.ts';
import type { Kind } from './kind.ts';
import { kinds as builtIn } from './kinds/index.ts';
import { suggestion } from './names.ts';
import type { Recipe } from './recipe.ts';
import { recipes as builtInRecipes } from './recipes/index.ts';

export interface CheckedTable {
  readonly columns: readonly Column[];
  readonly grain: readonly string[];
}

export interface MakeOptions {
  readonly contracts: readonly Contract[];
  readonly tables: ReadonlyMap<string, CheckedTable>;
  /** Tables to make checks for; all of `tables` when absent. The others can still be referred to. */
  readonly only?: ReadonlySet<string> | undefined;
  /** The last whole day, `2026-01-31`. */
  readonly asOf: string;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly dialect: Dialect;
  /** Holds authors' SQL to the subset that both engines read alike. */
  readonly lint?: Lint | undefined;
  physical(schema: string, name: string): string;
  /** The instant from which freshness counts back, `2026-02-01 00:00:00`; the end of `asOf` when absent. */
  readonly until?: string | undefined;
  /** The share of a table's rows that may be moved to quarantine where a check sets no limits; none when absent. */
  readonly movable?: Percentage | undefined;
  /** Rows of the last publication, by table; what is not there was not published. */
  readonly published?: ReadonlyMap<string, number> | undefined;
  readonly kinds?: readonly Kind[] | undefined;
  readonly recipes?: readonly Recipe[] | undefined;
}

export interface Made {
  readonly checks: readonly Check[];
  readonly problems: readonly Problem[];
  /** Checks that a project switched off, with its reason. */
  readonly disabled: readonly { readonly id: string; readonly why: string }[];
}

/** A column's name and the checks under it lead to the same sentence; a reader needs it once a line. */
const saidOnce = (problems: readonly Problem[]): Problem[] => {
  const said = new Map<string, Problem>();
  for (const problem of problems) {
    const key = JSON.stringify([problem.message, problem.file, problem.line]);
    if (!said.has(key)) said.set(key, problem);
  }
  return [...said.values()];
};

/** Makes checks of contracts and grains, after holding every name in them against the real tables. */
export const makeChecks = (options: MakeOptions): Made => {
  const { contracts, tables, only } = options;
  const kinds = new Map((options.kinds ?? builtIn).map((kind) => [kind.name, kind]));
  const recipes = new Map((options.recipes ?? builtInRecipes).map((recipe) => [recipe.name, recipe]));
  const surroundings: Surroundings = { ...options, tables };
  const problems: Problem[] = [];
  const checks: Check[] = [];
  const disabled: { id: string; why: string }[] = [];
  const byTable = new Map(contracts.map((contract) => [contract.table, contract]));

  for (const { table, builtIn: ours, at } of contracts)
    if (!tables.has(table) && !ours)
      problems.push({ message: `there is no table ${table}${suggestion(table, [...tables.keys()])}`, ...at });

  for (const [table, { columns, grain }] of tables) {
    if (only && !only.has(table)) continue;
    const contract = byTable.get(table);
    if (contract) problems.push(...contractProblems(contract, columns));
    const written = (contract?.demands ?? []).map((demand) => expanded(demand, table, recipes));
    problems.push(...written.flatMap((one) => one.problems));
    const said = [
      ...written.flatMap((one) => one.demands),
      ...implied({ table, contract, grain, published: options.published }),
    ];
    const now = changed(table, said, contract);
    problems.push(...now.problems);
    disabled.push(...now.disabled);
    for (const demand of now.demands) {
      const { check, problems: wrong } = checkOf(demand, { contract, table, kinds, surroundings });
      problems.push(...wrong);
      if (check) checks.push(check);
    }
  }
  return { checks, problems: saidOnce(problems), disabled };
};
