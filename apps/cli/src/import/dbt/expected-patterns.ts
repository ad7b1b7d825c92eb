import * as z from 'zod';
import { Untranslatable } from './dbt-test.ts';
import { rows, shared } from './expectation-args.ts';
import { expression, literal, type Site, type Translation, type Translator, taking } from './translation.ts';

const { row_condition } = shared;
const list = z.array(z.string()).min(1);
const match_on = z.enum(['any', 'all']).nullish();
const regex = { row_condition, is_raw: z.boolean().nullish(), flags: z.string().nullish() };

const like = (options: unknown, site: Site, condition: string | null | undefined): Translation => ({
  checks: [{ kind: 'like', options, column: site.column() }],
  where: rows(condition),
  counts: true,
});

/** A pattern with its flags, as the pattern itself says them. */
const flagged = (flags: string | null | undefined, patterns: readonly string[]): string[] => {
  if (!flags) return [...patterns];
  if (!/^[ims]+$/.test(flags)) throw new Untranslatable(`a pattern has no flags ${flags} here; i, m and s there are`);
  return patterns.map((pattern) => `(?${flags})${pattern}`);
};

const matched = (options: unknown, site: Site, condition: string | null | undefined): Translation => ({
  checks: [{ kind: 'matches', options, column: site.column() }],
  where: rows(condition),
  counts: true,
});

/** One of some patterns does not fit, as dbt-expectations reads a list unless it is told `match_on: all`. */
const someUnmatched = (
  fits: readonly ((value: string) => string)[],
  site: Site,
  condition: string | null | undefined,
): Translation => {
  const value = site.value();
  const some = fits.map((fit) => `not ${fit(value)}`).join(' or ');
  return {
    checks: [{ kind: 'holds', options: `coalesce(${expression(some)}, true)` }],
    where: rows(condition),
    counts: true,
  };
};

/** Expectations of LIKE patterns and regular expressions. */
export const expectedPatterns: Readonly<Record<string, Translator>> = {
  expect_column_values_to_match_like_pattern: taking(
    z.strictObject({ like_pattern: z.string(), row_condition }),
    ({ like_pattern, row_condition: condition }, site) => like(like_pattern, site, condition),
  ),
  expect_column_values_to_not_match_like_pattern: taking(
    z.strictObject({ like_pattern: z.string(), row_condition }),
    ({ like_pattern, row_condition: condition }, site) => like({ none_of: [like_pattern] }, site, condition),
  ),
  expect_column_values_to_match_like_pattern_list: taking(
    z.strictObject({ like_pattern_list: list, match_on, row_condition }),
    ({ like_pattern_list, match_on: on, row_condition: condition }, site) =>
      like(on === 'all' ? { all_of: like_pattern_list } : { any_of: like_pattern_list }, site, condition),
  ),
  expect_column_values_to_not_match_like_pattern_list: taking(
    z.strictObject({ like_pattern_list: list, match_on, row_condition }),
    ({ like_pattern_list, match_on: on, row_condition: condition }, site) => {
      if (on === 'all') return like({ none_of: like_pattern_list }, site, condition);
      const fits = like_pattern_list.map((pattern) => (value: string) => `${value} like ${literal(pattern)}`);
      return someUnmatched(fits, site, condition);
    },
  ),
  expect_column_values_to_match_regex: taking(
    z.strictObject({ regex: z.string(), ...regex }),
    ({ regex: pattern, flags, row_condition: condition }, site) => {
      const [all = pattern] = flagged(flags, [pattern]);
      return matched(all, site, condition);
    },
  ),
  expect_column_values_to_match_regex_list: taking(
    z.strictObject({ regex_list: list, match_on, ...regex }),
    ({ regex_list, match_on: on, flags, row_condition: condition }, site) => {
      const all = flagged(flags, regex_list);
      return matched(on === 'all' ? { all_of: all } : { any_of: all }, site, condition);
    },
  ),
  expect_column_values_to_not_match_regex: taking(
    z.strictObject({ regex: z.string(), ...regex }),
    ({ regex: pattern, flags, row_condition: condition }, site) => {
      return matched({ none_of: flagged(flags, [pattern]) }, site, condition);
    },
  ),
  expect_column_values_to_not_match_regex_list: taking(
    z.strictObject({ regex_list: list, match_on, ...regex }),
    ({ regex_list, match_on: on, flags, row_condition: condition }, site) => {
      const all = flagged(flags, regex_list);
      if (on === 'all') return matched({ none_of: all }, site, condition);
      const fits = all.map((pattern) => (value: string) => `regexp_like(${value}, ${literal(pattern)})`);
      return someUnmatched(fits, site, condition);
    },
  ),
};
