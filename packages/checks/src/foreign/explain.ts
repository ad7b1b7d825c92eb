import { type Explaining, sqlOf } from '../example-sql.ts';
import { emptiness, optionLines } from '../reference.ts';
import { exampleShop } from './example-shop.ts';
import { findFamily, findForeign } from './find.ts';

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
            sql: sqlOf(shown, explaining).statements,
          },
        ]
      : [];
  const exact = findForeign(name);
  // A word for several tests of a tool means all of them, unless it means something by itself
  const theirs = (own || exact.length > 0 ? exact : findFamily(name)).map(
    ({ tool, name: exact, equivalent }): Explanation => {
      if ('not' in equivalent)
        return { name: exact, tool, is: [], example: null, sql: [], differs: `Not here: it ${equivalent.not}.` };
      const { names, statements } = sqlOf({ check: equivalent.is, given: exampleShop }, explaining);
      const is = describedOf(names, explaining);
      return { name: exact, tool, is, example: equivalent.is, sql: statements, differs: equivalent.differs ?? null };
    },
  );
  return [...ours, ...theirs];
};
