import { id, sql } from '@assay/core';
import * as z from 'zod';
import { kind } from '../kind.ts';
import { hasShareEnd, judgeShare, shareEnds, shareEndsText, shareProblems } from '../percentages.ts';

export const distinctShare = kind({
  name: 'distinct_share',
  summary: 'The number of different values over the number of values lies within bounds: 100% where no value repeats.',
  nulls: 'NULLs are not counted; a column without values skips.',
  dimension: 'uniqueness',
  on: 'column',
  filters: true,
  options: z.strictObject(shareEnds).refine(hasShareEnd, 'at_least or at_most'),
  claim: (wanted, { column }) => `${shareEndsText(wanted)} different values among those of ${column}`,
  problems: (wanted) => shareProblems(wanted),
  measure: (_, { column }) => ({
    rows: { shape: 'rows' },
    missing: { shape: 'missing', column },
    distinct: { shape: 'aggregate', expression: sql`count(distinct ${id(column)})` },
  }),
  judge: ({ rows, missing, distinct }, wanted) => {
    const values = rows - missing;
    if (values === 0) return { skip: 'every value is NULL' };
    const share = { part: Number(distinct), whole: values, what: 'values different' };
    return { ...judgeShare(share, wanted), judged: rows, missing };
  },
  examples: [
    {
      title: 'too few different values',
      check: '- distinct_share: { at_least: 75% }\n  column: email',
      given: { 'shop.people': { columns: 'email varchar', rows: '[[a], [a], [a], [b], [null]]' } },
      gives: { status: 'fail', found: '50% (2 of 4 values different)' },
    },
    {
      title: 'just as many as allowed',
      check: '- distinct_share: { at_least: 50%, at_most: 50% }\n  column: email',
      given: { 'shop.people': { columns: 'email varchar', rows: '[[a], [a], [b], [b]]' } },
      gives: { status: 'pass' },
    },
  ],
});
