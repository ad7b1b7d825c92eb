import { id, type Sql, sql } from '@assay/core';
import { kind, type Metrics } from '../kind.ts';
import { breaksPatterns, type PatternOptions, patternOptions, patternsOf, patternText } from '../pattern-lists.ts';
import { sharedPattern } from '../patterns.ts';
import { unlessText } from '../types.ts';
import { outOf } from '../wording.ts';

/** What the engines are asked: the pattern in words that they share. */
const asked = (pattern: string): string => {
  const read = sharedPattern(pattern);
  return 'pattern' in read ? read.pattern : pattern;
};

const breaks = (wanted: PatternOptions, column: string): Sql =>
  breaksPatterns(wanted, (pattern) => sql`regexp_like(${id(column)}, ${asked(pattern)})`);

export const matches = kind({
  name: 'matches',
  summary: 'A regular expression has a match in every value, or any, all or none of several have; ^ and $ anchor it.',
  nulls: 'NULLs are not judged; their number is reported.',
  dimension: 'validity',
  on: 'column',
  filters: true,
  options: patternOptions('a regular expression without lookaround and back-references'),
  claim: (wanted, { column }) => `${column} matches ${patternText(wanted)}`,
  problems: (wanted, context) => [
    ...unlessText(context, ', so nothing matches'),
    ...patternsOf(wanted).flatMap((pattern) => {
      const read = sharedPattern(pattern);
      return 'problem' in read ? [read.problem] : [];
    }),
  ],
  measure: (wanted, { column }): Metrics => ({
    rows: { shape: 'rows' },
    missing: { shape: 'missing', column },
    unlike:
      typeof wanted === 'string'
        ? { shape: 'unlike', column, pattern: asked(wanted) }
        : { shape: 'vocabulary', column, fails: breaks(wanted, column) },
  }),
  judge: (values, wanted) => {
    const [rows, missing, unlike] = [Number(values.rows), Number(values.missing), Number(values.unlike)];
    if (rows > 0 && missing === rows) return { skip: 'every value is NULL' };
    return {
      holds: unlike === 0,
      failing: unlike,
      judged: rows,
      missing,
      found: outOf(unlike, rows - missing, 'values do not match', missing),
      wanted: patternText(wanted),
    };
  },
  rows: (wanted, { column }) => breaks(wanted, column),
  examples: [
    {
      title: 'a country code is two capital letters',
      check: '- matches: ^[A-Z]{2}$\n  column: country',
      given: { 'shop.countries': { columns: 'country varchar', rows: '[[PT], [Portugal], [pt], [""], [null]]' } },
      gives: { status: 'fail', failing: 3, found: '3 of 4 values do not match, 1 NULL not judged' },
    },
    {
      title: 'without anchors it may match anywhere',
      check: "- matches: '\\d'\n  column: sku",
      given: { 'shop.products': { columns: 'sku varchar', rows: '[[tea-1], ["2"]]' } },
      gives: { status: 'pass', failing: 0 },
    },
    {
      title: 'none of several',
      check: "- matches: { none_of: ['^test', '[0-9]{4}$'] }\n  column: sku",
      given: { 'shop.products': { columns: 'sku varchar', rows: '[[tea-1], [tea-2025], [test-1], [null]]' } },
      gives: { status: 'fail', failing: 2, found: '2 of 3 values do not match, 1 NULL not judged' },
    },
    {
      title: 'one of several',
      check: "- matches: { any_of: ['^tea', '^pot'] }\n  column: sku",
      given: { 'shop.products': { columns: 'sku varchar', rows: '[[tea-1], [pot-1], [cup-1]]' } },
      gives: { status: 'fail', failing: 1 },
    },
  ],
});
