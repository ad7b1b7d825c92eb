import { id, sql } from '@assay/core';
import * as z from 'zod';
import { kind, type Metrics } from '../kind.ts';
import { hasShareEnd, judgeShare, shareEnds, shareEndsText, shareProblems } from '../percentages.ts';

const options = z
  .strictObject({
    ...shareEnds,
    of: z.enum(['rows', 'values']).default('rows').describe('of the rows with a value, or of the different values'),
  })
  .refine(hasShareEnd, 'at_least or at_most');

export const uniqueShare = kind({
  name: 'unique_share',
  summary: 'The share of values that occur just once lies within bounds, of the rows or of the different values.',
  nulls: 'NULLs are not counted; a column without values skips.',
  dimension: 'uniqueness',
  on: 'column',
  filters: true,
  options,
  claim: (wanted, { column }) =>
    `${shareEndsText(wanted)} of the ${wanted.of === 'rows' ? 'rows' : 'different values'} have a ${column} of their own`,
  problems: (wanted) => shareProblems(wanted),
  measure: ({ of }, { column }): Metrics => ({
    rows: { shape: 'rows' },
    missing: { shape: 'missing', column },
    repeated: { shape: 'repeated', columns: [column] },
    ...(of === 'values'
      ? { distinct: { shape: 'aggregate', expression: sql`count(distinct ${id(column)})` } as const }
      : {}),
  }),
  judge: ({ rows, missing, repeated, distinct }, wanted) => {
    const values = Number(rows) - Number(missing);
    if (values === 0) return { skip: 'every value is NULL' };
    const unique = values - Number(repeated);
    const share =
      wanted.of === 'values'
        ? { part: unique, whole: Number(distinct), what: 'different values occur once' }
        : { part: unique, whole: values, what: 'values occur once' };
    return { ...judgeShare(share, wanted), judged: Number(rows), missing: Number(missing) };
  },
  examples: [
    {
      title: 'one of three values occurs once',
      check: '- unique_share: { at_least: 50% }\n  column: email',
      given: { 'shop.people': { columns: 'email varchar', rows: '[[a], [a], [b], [null]]' } },
      gives: { status: 'fail', found: '33.33% (1 of 3 values occur once)' },
    },
    {
      title: 'half of the different values do',
      check: '- unique_share: { at_least: 50%, of: values }\n  column: email',
      given: { 'shop.people': { columns: 'email varchar', rows: '[[a], [a], [b], [null]]' } },
      gives: { status: 'pass', found: '50% (1 of 2 different values occur once)' },
    },
  ],
});
