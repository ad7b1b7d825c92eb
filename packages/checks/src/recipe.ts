import type { ZodType } from 'zod';
import type { Given } from './given.ts';

/** One claim of a recipe: a kind with its options, and the sentence that names it. */
export interface Claim {
  readonly name: string;
  readonly kind: string;
  readonly options: unknown;
  readonly column?: string | undefined;
  readonly where?: string | undefined;
}

export interface RecipeExample {
  readonly title: string;
  readonly check: string;
  readonly given: Readonly<Record<string, Given>>;
  /** The names of the claims that fail; all others hold. */
  readonly fails: readonly string[];
}

/** What people of a trade know about a table of theirs, as claims of plain kinds. Each gets a verdict of its own. */
export interface Recipe<O = unknown> {
  readonly name: string;
  readonly summary: string;
  readonly options: ZodType<O>;
  claims(options: O, table: string): readonly Claim[];
  readonly examples: readonly RecipeExample[];
}

/** Gives a recipe its types. */
export const recipe = <O>(definition: Recipe<O>): Recipe<O> => definition;
