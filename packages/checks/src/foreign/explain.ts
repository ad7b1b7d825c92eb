import type { Asking, Dialect } from '@assay/core';
import { parseContracts } from '../contract/parse.ts';
import { columnsOf } from '../given-columns.ts';
import type { Given, Kind } from '../kind.ts';
import { ledgerOf } from '../ledger.ts';
import { makeChecks } from '../make.ts';
import { planChecks } from '../plan.ts';
import type { Recipe } from '../recipe.ts';
import { emptiness, optionLines } from '../reference.ts';
import { exampleShop } from './example-shop.ts';
import { findForeign } from './find.ts';

/** What is said of a kind or a recipe, whichever example it is shown by. */
export interface Described {
  readonly name: string;
  readonly summary: string;
  readonly nulls: string | null;
  readonly options: readonly string[];
}

/** A name, ours or another tool's, with what it is here. */
export interface Explanation {
  readonly name: string;
  /** The tool that calls it so; null where the name is ours. */
  readonly tool: string | null;
  readonly is: readonly Described[];
  /** In our grammar; null where there is nothing of the kind. */
  readonly example: string | null;
  readonly sql: readonly string[];
  /** Where the verdicts part, or why there is nothing of the kind. */
  readonly differs: string | null;
}

export interface Explaining {
  readonly kinds: readonly Kind[];
  readonly recipes: readonly Recipe[];
  readonly dialect: Dialect;
  readonly asking: Asking;
}

interface Shown {
  readonly check: string;
  readonly given: Readonly<Record<string, Given>>;
}

const contractOf = ({ check, given }: Shown): string => {
  const [table = ''] = Object.keys(given);
  return /^table:/m.test(check)
    ? check
    : `table: ${table}\nmay_be_empty: for the example\nchecks:\n${check.replace(/^/gm, '  ')}\n`;
};

/** What an example asks, and the kinds and recipes it is made of. */
const asked = (shown: Shown, { kinds, recipes, dialect, asking }: Explaining) => {
  const { contracts } = parseContracts([{ file: 'example.yml', text: contractOf(shown), layer: 0 }], {
    kinds,
    recipes,
  });
  const tables = new Map(
    Object.entries(shown.given).map(([table, { columns, grain = [] }]) => [
      table,
      { columns: columnsOf(columns), grain },
    ]),
  );
  const [table = ''] = tables.keys();
  const { checks } = makeChecks({
    ...{ contracts, tables, kinds, recipes, dialect, only: new Set([table]) },
    asOf: '2025-12-31',
    settings: { home_country: 'PT' },
    physical: (schema, name) => `${dialect.id(schema)}.${dialect.id(name)}`,
  });
  const written = new Set((contracts[0]?.demands ?? []).map(({ kind }) => kind));
  const head = contracts[0]?.freshness ? ['freshness'] : [];
  const names = [...written, ...head];
  const mine = checks.filter(({ kind }) => names.includes(kind));
  const statements = ledgerOf(planChecks(mine, { dialect, asking })).map(({ text }) => text);
  return { names, statements };
};

const describedOf = (names: readonly string[], { kinds, recipes }: Explaining): readonly Described[] =>
  names.flatMap((name): readonly Described[] => {
    const kind = kinds.find((one) => one.name === name);
    if (kind)
      return [
        { name, summary: kind.summary, nulls: `${kind.nulls} ${emptiness(kind)}`, options: optionLines(kind.options) },
      ];
    const recipe = recipes.find((one) => one.name === name);
    return recipe ? [{ name, summary: recipe.summary, nulls: null, options: optionLines(recipe.options) }] : [];
  });

/** Everything that a name means: as one of ours, and in each tool that has it. Nothing for a name that nobody has. */
export const explainName = (name: string, explaining: Explaining): readonly Explanation[] => {
  const own = [...explaining.kinds, ...explaining.recipes].find((one) => one.name === name);
  const [shown] = own?.examples ?? [];
  const ours =
    own && shown
      ? [
          {
            ...{ name, tool: null, example: shown.check, differs: null },
            is: describedOf([name], explaining),
            sql: asked(shown, explaining).statements,
          },
        ]
      : [];
  const theirs = findForeign(name).map(({ tool, name: exact, equivalent }): Explanation => {
    if ('not' in equivalent)
      return { name: exact, tool, is: [], example: null, sql: [], differs: `Not here: it ${equivalent.not}.` };
    const { names, statements } = asked({ check: equivalent.is, given: exampleShop }, explaining);
    const is = describedOf(names, explaining);
    return { name: exact, tool, is, example: equivalent.is, sql: statements, differs: equivalent.differs ?? null };
  });
  return [...ours, ...theirs];
};
