import { id, sql } from '@assay/core';
import { z } from 'zod';
import { kind } from '../kind.ts';
import { family } from '../types.ts';
import { outOf } from '../wording.ts';

/** Constructs that one of the engines' regular expressions lacks (RE2 looks neither ahead nor back). */
const UNSHARED = /\(\?<?[=!]|\\[1-9]|\(\?>|[*+?}]\+/;

const isPattern = (pattern: string): boolean => {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
};

export const matches = kind({
  name: 'matches',
  summary: 'A regular expression has a match in every value; ^ and $ anchor it.',
  nulls: 'NULLs are not judged; their number is reported.',
  dimension: 'validity',
  on: 'column',
  filters: true,
  options: z.string().min(1).describe('a regular expression without lookaround and back-references'),
  claim: (pattern, { column }) => `${column} matches ${pattern}`,
  problems: (pattern, { column, columns }) => [
    ...(columns.some((c) => c.name === column && family(c) !== 'text')
      ? [`${column} is not text, so nothing matches`]
      : []),
    ...(isPattern(pattern) ? [] : [`${pattern} is no regular expression`]),
    ...(UNSHARED.test(pattern)
      ? [`${pattern} looks around, refers back or is possessive, which DuckDB cannot do`]
      : []),
  ],
  measure: (pattern, { column }) => ({
    rows: { shape: 'rows' },
    missing: { shape: 'missing', column },
    unlike: { shape: 'unlike', column, pattern },
  }),
  judge: ({ rows, missing, unlike }, pattern) => {
    if (rows > 0 && missing === rows) return { skip: 'every value is NULL' };
    return {
      holds: unlike === 0,
      failing: unlike,
      judged: rows,
      missing,
      found: outOf(unlike, rows - missing, 'values do not match', missing),
      wanted: pattern,
    };
  },
  rows: (pattern, { column }) => sql`not regexp_like(${id(column)}, ${pattern})`,
  examples: [
    {
      title: 'a country code is two capital letters',
      check: '- matches: ^[A-Z]{2}$\n  column: country',
      given: {
        'shop.countries': { columns: 'country varchar', rows: [['PT'], ['Portugal'], ['pt'], [''], [null]] },
      },
      gives: { status: 'fail', failing: 3, found: '3 of 4 values do not match, 1 NULL not judged' },
    },
    {
      title: 'without anchors it may match anywhere',
      check: "- matches: '\\d'\n  column: sku",
      given: { 'shop.products': { columns: 'sku varchar', rows: [['tea-1'], ['2']] } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
