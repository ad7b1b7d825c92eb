import { join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { listed } from './wording.ts';

const pattern = z.string().min(1);
const patterns = z.array(pattern).min(1);

/** One pattern, or a list of which any, all or none has to fit. */
export const patternOptions = (what: string) =>
  z.union([
    pattern.describe(what),
    z.strictObject({ any_of: patterns }).describe('one of them fits at least'),
    z.strictObject({ all_of: patterns }).describe('each of them fits'),
    z.strictObject({ none_of: patterns }).describe('none of them fits'),
  ]);

export type PatternOptions = z.infer<ReturnType<typeof patternOptions>>;

export const patternsOf = (wanted: PatternOptions): readonly string[] =>
  typeof wanted === 'string' ? [wanted] : Object.values(wanted).flat();

export const patternText = (wanted: PatternOptions): string => {
  if (typeof wanted === 'string') return wanted;
  const [[how = '', list] = []] = Object.entries(wanted);
  return `${how.replace('_', ' ')} ${listed(list ?? [])}`;
};

/** True for a value that breaks the demand, given what is true for a value that fits one pattern. */
export const breaksPatterns = (wanted: PatternOptions, fits: (pattern: string) => Sql): Sql => {
  if (typeof wanted === 'string') return sql`not ${fits(wanted)}`;
  if ('none_of' in wanted) return join(wanted.none_of.map(fits), ' or ');
  if ('any_of' in wanted) return sql`not (${join(wanted.any_of.map(fits), ' or ')})`;
  return sql`not (${join(wanted.all_of.map(fits), ' and ')})`;
};
