import type { Demand, Problem } from '@assay/core';
import type { Recipe } from './recipe.ts';

/** The claims of a recipe as demands of their own; any other demand as it is. */
export const expanded = (
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
