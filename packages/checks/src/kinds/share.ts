import { sql } from '@assay/core';
import * as z from 'zod';
import { kind } from '../kind.ts';
import { hasShareEnd, isAbove, judgeShare, shareEnds, shareEndsText, shareProblems } from '../percentages.ts';
import { mentioned } from '../sql-text.ts';

const options = z
  .strictObject({
    of: z.string().min(1).describe('a predicate; the rows for which it is true are counted'),
    ...shareEnds,
  })
  .refine(hasShareEnd, 'at_least or at_most');

export const share = kind({
  name: 'share',
  summary: 'The share of rows for which a predicate is true lies within bounds.',
  nulls: 'A predicate that is NULL is not true; all rows are the base.',
  dimension: 'accuracy',
  on: 'table',
  filters: true,
  options,
  claim: (wanted) => `${shareEndsText(wanted)} of rows have ${wanted.of}`,
  problems: (wanted) => shareProblems(wanted),
  measure: ({ of }, { expression }) => ({
    rows: { shape: 'rows' },
    matching: { shape: 'matching', predicate: expression(of) },
  }),
  judge: ({ rows, matching }, wanted) => {
    if (rows === 0) return { skip: 'no rows to take a share of' };
    return {
      ...judgeShare({ part: matching, whole: rows, what: 'rows' }, wanted),
      judged: rows,
      ...(isAbove({ part: matching, whole: rows }, wanted) ? { failing: matching } : {}),
    };
  },
  groups: ({ of, at_most }, { expression, relation }) =>
    at_most
      ? {
          query: sql`select * from ${relation.from} where (${relation.where ?? sql`true`}) and (${expression(of)})`,
          tables: [relation.table],
        }
      : undefined,
  shows: ({ of }, { columns }) =>
    mentioned(
      of,
      columns.map(({ name }) => name),
    ),
  examples: [
    {
      title: 'too many of a kind fail',
      check: "- share: { of: segment = 'Other', at_most: 25% }",
      given: {
        'shop.segments': {
          columns: 'id bigint, segment varchar',
          rows: '[[1, Other], [2, Other], [3, Loyal], [4, null]]',
        },
      },
      gives: { status: 'fail', failing: 2, found: '50% (2 of 4 rows)' },
    },
    {
      title: 'too few as well',
      check: '- share: { of: opted_in, at_least: 60% }\n  severity: warn',
      given: { 'shop.people': { columns: 'id bigint, opted_in boolean', rows: '[[1, true], [2, false]]' } },
      gives: { status: 'fail', found: '50% (1 of 2 rows)' },
    },
    {
      title: 'the ends belong to the bounds',
      check: '- share: { of: opted_in, at_least: 50%, at_most: 50% }',
      given: { 'shop.people': { columns: 'id bigint, opted_in boolean', rows: '[[1, true], [2, null]]' } },
      gives: { status: 'pass', found: '50% (1 of 2 rows)' },
    },
  ],
});
