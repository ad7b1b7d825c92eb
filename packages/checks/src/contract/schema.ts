import * as z from 'zod';
import type { Kind } from '../kind.ts';
import { kinds as builtIn } from '../kinds/index.ts';
import type { Recipe } from '../recipe.ts';
import { recipes as builtInRecipes } from '../recipes/index.ts';
import { contractGrammar } from './grammar.ts';

/** The JSON Schema of a contract file, for completion, hover and errors in editors. */
export const contractJsonSchema = (
  kinds: readonly Kind[] = builtIn,
  recipes: readonly Recipe[] = builtInRecipes,
): object => ({
  ...z.toJSONSchema(contractGrammar(kinds, recipes), { target: 'draft-7', io: 'input' }),
  title: 'Assay contract',
});
