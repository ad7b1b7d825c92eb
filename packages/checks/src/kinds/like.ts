import { id, sql } from '@assay/core';
import { breaksPatterns, patternOptions, patternsOf, patternText } from '../pattern-lists.ts';
import { valueKind } from '../value-kind.ts';

export const like = valueKind({
  name: 'like',
  summary: 'Texts have the form of a LIKE pattern as a whole: % is any text, _ any one character.',
  on: 'text',
  options: patternOptions('a LIKE pattern, such as PT-%'),
  wanted: (wanted) => `like ${patternText(wanted)}`,
  problems: (wanted) =>
    patternsOf(wanted)
      .filter((pattern) => pattern.includes('\\'))
      .map((pattern) => `the backslash in ${pattern} means different things to different engines; use matches`),
  fails: (wanted, { column }) => breaksPatterns(wanted, (pattern) => sql`${id(column)} like ${pattern}`),
  examples: [
    {
      title: 'letters of different case are different',
      check: "- like: 'PT-_%'\n  column: sku",
      given: { 'shop.products': { columns: 'sku varchar', rows: '[[PT-1], [PT-], [pt-1], [XPT-1], [null]]' } },
      gives: { status: 'fail', failing: 3, found: '3 of 4 values fail, 1 NULL not judged' },
    },
    {
      title: 'one of several',
      check: "- like: { any_of: ['PT-%', 'DE-%'] }\n  column: sku",
      given: { 'shop.products': { columns: 'sku varchar', rows: '[[PT-1], [DE-1], [FR-1]]' } },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'none of several',
      check: "- like: { none_of: ['test%', '%demo%'] }\n  column: sku",
      given: { 'shop.products': { columns: 'sku varchar', rows: '[[PT-1], [latest]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
