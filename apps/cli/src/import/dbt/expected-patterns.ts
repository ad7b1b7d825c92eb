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

const plain = (flags: string | null | undefined): void => {
  if (flags) throw new Untranslatable(`a pattern has no flags here (${flags}); write [Aa] where case does not matter`);
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
      plain(flags);
      return matched(pattern, site, condition);
    },
  ),
  expect_column_values_to_match_regex_list: taking(
    z.strictObject({ regex_list: list, match_on, ...regex }),
    ({ regex_list, match_on: on, flags, row_condition: condition }, site) => {
      plain(flags);
      return matched(on === 'all' ? { all_of: regex_list } : { any_of: regex_list }, site, condition);
    },
  ),
  expect_column_values_to_not_match_regex: taking(
    z.strictObject({ regex: z.string(), ...regex }),
    ({ regex: pattern, flags, row_condition: condition }, site) => {
      plain(flags);
      return matched({ none_of: [pattern] }, site, condition);
    },
  ),
  expect_column_values_to_not_match_regex_list: taking(
    z.strictObject({ regex_list: list, match_on, ...regex }),
    ({ regex_list, match_on: on, flags, row_condition: condition }, site) => {
      plain(flags);
      if (on === 'all') return matched({ none_of: regex_list }, site, condition);
      const fits = regex_list.map((pattern) => (value: string) => `regexp_like(${value}, ${literal(pattern)})`);
      return someUnmatched(fits, site, condition);
    },
  ),
};
