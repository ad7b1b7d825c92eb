import { z } from 'zod';
import { kind } from '../kind.ts';
import { fractionOf, percentage, percentText } from '../percentages.ts';
import { outOf } from '../wording.ts';

export const nullShare = kind({
  name: 'null_share',
  summary: 'At most a share of the rows has no value.',
  nulls: 'NULLs are what is counted.',
  dimension: 'completeness',
  on: 'column',
  filters: true,
  options: z.strictObject({ at_most: percentage }),
  claim: ({ at_most }, { column }) => `at most ${at_most} of ${column} are NULL`,
  measure: (_, { column }) => ({ rows: { shape: 'rows' }, missing: { shape: 'missing', column } }),
  judge: ({ rows, missing }, { at_most }) => {
    if (rows === 0) return { skip: 'no rows to take a share of' };
    return {
      holds: missing / rows <= fractionOf(at_most),
      judged: rows,
      found: `${percentText(missing / rows)} (${outOf(missing, rows, 'are NULL')})`,
      wanted: `at most ${at_most}`,
    };
  },
  examples: [
    {
      title: 'more than a quarter without a phone number',
      check: '- null_share: { at_most: 25% }\n  column: phone',
      given: { 'shop.people': { columns: 'phone varchar', rows: [['1'], [null], [null], ['4']] } },
      gives: { status: 'fail', found: '50% (2 of 4 are NULL)' },
    },
    {
      title: 'exactly the share is allowed',
      check: '- null_share: { at_most: 50% }\n  column: phone',
      given: { 'shop.people': { columns: 'phone varchar', rows: [['1'], [null]] } },
      gives: { status: 'pass' },
    },
  ],
});
