import type { Check, Column, Contract, Demand, Dialect, Problem, Relation } from '@assay/core';
import { raw } from '@assay/core';
import { changed } from './change.ts';
import { contextOf, type Surroundings } from './context.ts';
import { implied } from './implied.ts';
import type { Kind } from './kind.ts';
import { kinds as builtIn } from './kinds/index.ts';
import { missingColumns, suggestion } from './names.ts';
import type { Recipe } from './recipe.ts';
import { recipes as builtInRecipes } from './recipes/index.ts';
import { expressionProblem } from './sql-text.ts';
import { fitsType } from './types.ts';

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
  physical(schema: string, name: string): string;
  /** The instant from which freshness counts back, `2026-02-01 00:00:00`; the end of `asOf` when absent. */
  readonly until?: string | undefined;
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

/** `the total is the sum` → `the-total-is-the-sum`. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

export const checkId = (
  table: string,
  { column, kind, recipe, name }: Pick<Demand, 'column' | 'kind' | 'recipe' | 'name'>,
): string => [table, ...(column && !recipe ? [column] : []), recipe ?? kind, ...(name ? [slug(name)] : [])].join('.');

interface Making {
  readonly contract: Contract | undefined;
  readonly table: string;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly surroundings: Surroundings;
}

const contractProblems = (contract: Contract, columns: readonly Column[]): Problem[] => {
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

const make = (
  demand: Demand,
  { contract, table, kinds, surroundings }: Making,
): { check?: Check; problems: Problem[] } => {
  const at = demand.at ?? contract?.at;
  const wrong = (messages: readonly string[]) => ({ problems: messages.map((message) => ({ message, ...at })) });
  const kind = kinds.get(demand.kind);
  if (!kind) return wrong([`there is no kind ${demand.kind}${suggestion(demand.kind, [...kinds.keys()])}`]);
  const columns = surroundings.tables.get(table)?.columns ?? [];
  if (demand.column !== null && !columns.some(({ name }) => name === demand.column))
    return wrong(missingColumns([demand.column], { table, columns }));
  if (kind.on === 'column' && demand.column === null)
    return wrong([`${kind.name} needs a column: write column: beside it`]);
  if (kind.on === 'table' && demand.column !== null)
    return wrong([`${kind.name} is on the whole table; write it under checks:`]);
  const options = kind.options.safeParse(demand.options);
  if (!options.success) return wrong(options.error.issues.map(({ message }) => `${kind.name}: ${message}`));

  const badText: string[] = [];
  const where = demand.where === null ? undefined : demand.where;
  if (where !== undefined && !kind.filters)
    badText.push(`${kind.name} does not narrow its rows; where: has no meaning`);
  const broken = where === undefined ? undefined : expressionProblem(where);
  if (broken) badText.push(`where: ${broken}`);
  if (badText.length > 0) return wrong(badText);

  const [schema = '', name = ''] = table.split('.');
  const bare: Relation = { table, from: raw(surroundings.physical(schema, name)), columns };
  const base = contextOf(bare, demand.column, surroundings);
  const context =
    where === undefined
      ? base.context
      : contextOf({ ...bare, where: base.context.expression(where) }, demand.column, surroundings).context;
  const told = kind.problems?.(options.data, context) ?? [];
  if (told.length > 0) return wrong(told);

  const rows = kind.rows?.(options.data, context);
  const groups = kind.groups?.(options.data, context);
  const countable = rows !== undefined || groups !== undefined;
  if (!countable && (demand.warn || demand.error))
    return wrong([`${kind.name} has no failing rows to count; write severity: instead of limits`]);
  if (!rows && demand.action === 'quarantine')
    return wrong([`${kind.name} does not judge single rows, so none can be moved to quarantine`]);
  const metrics = kind.measure(options.data, context);
  const all = [...base.problems(), ...badText];
  if (all.length > 0) return wrong(all);
  const zero = { above: 0, of: 'rows' } as const;
  return {
    problems: [],
    check: {
      id: checkId(table, demand),
      name: demand.name ?? kind.claim(options.data, context),
      kind: demand.recipe ?? kind.name,
      table,
      column: demand.column,
      dimension: kind.dimension,
      relation: context.relation,
      metrics,
      judge: (values) => kind.judge(values, options.data, context),
      offenders: rows
        ? { rows, show: kind.shows?.(options.data, context) ?? (demand.column ? [demand.column] : []) }
        : groups,
      judgesEmpty: kind.judgesEmpty ?? false,
      warn: demand.warn ?? (demand.severity === 'warn' ? zero : undefined),
      error: demand.error ?? (demand.severity === 'error' && !demand.warn ? zero : undefined),
      action: demand.action,
      owner: demand.owner ?? contract?.owner ?? null,
      runbook: demand.runbook ?? contract?.runbook ?? null,
      because: demand.because,
      tags: [...new Set([...demand.tags, ...(contract?.tags ?? [])])],
      contract: at ?? null,
    },
  };
};

/** The claims of a recipe as demands of their own; any other demand as it is. */
const expanded = (
  demand: Demand,
  table: string,
  recipes: ReadonlyMap<string, Recipe>,
): { demands: Demand[]; problems: Problem[] } => {
  const recipe = recipes.get(demand.kind);
  if (!recipe) return { demands: [demand], problems: [] };
  const options = recipe.options.safeParse(demand.options);
  if (!options.success)
    return {
      demands: [],
      problems: options.error.issues.map(({ message }) => ({ message: `${recipe.name}: ${message}`, ...demand.at })),
    };
  const demands = recipe.claims(options.data, table).map(
    (claim): Demand => ({
      ...demand,
      kind: claim.kind,
      recipe: recipe.name,
      options: claim.options,
      column: claim.column ?? null,
      name: demand.name ? `${demand.name}: ${claim.name}` : claim.name,
      where: claim.where ?? demand.where,
    }),
  );
  return { demands, problems: [] };
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
      const { check, problems: wrong } = make(demand, { contract, table, kinds, surroundings });
      problems.push(...wrong);
      if (check) checks.push(check);
    }
  }
  const said = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return { checks, problems: [...said.values()], disabled };
};
