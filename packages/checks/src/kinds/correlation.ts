import { id, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { ENDS, ends, endsProblems, endsText, hasEnd, judgeFigure } from '../ends.ts';
import { kind } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { isFiniteNumber, ofEach, unlessNumber } from '../types.ts';
import { counted } from '../wording.ts';

const options = z
  .strictObject({ columns: z.tuple([z.string(), z.string()]).describe('the two columns'), ...ends })
  .refine(hasEnd, ENDS);

export const correlation = kind({
  name: 'correlation',
  summary: "Pearson's correlation of two columns, from -1 to 1, lies within bounds.",
  nulls: 'Rows with a NULL in either column are left out, and NaN or infinity fails; where one does not vary it skips.',
  dimension: 'accuracy',
  on: 'table',
  filters: true,
  options,
  claim: (wanted) => `the correlation of ${wanted.columns.join(' and ')} is ${endsText(wanted)}`,
  problems: (wanted, context) => [
    ...missingColumns(wanted.columns, context),
    ...endsProblems(wanted),
    ...ofEach(wanted.columns, context, unlessNumber),
  ],
  measure: ({ columns: [one, other] }) => {
    const [x, y] = [sql`cast(${id(one)} as double)`, sql`cast(${id(other)} as double)`];
    const both = sql`${isFiniteNumber(x)} and ${isFiniteNumber(y)}`;
    const among = (value: Sql) => sql`case when ${both} then ${value} end`;
    // Spark's corr divides by zero where a column does not vary
    return {
      covariance: { shape: 'aggregate', expression: sql`covar_pop(${among(x)}, ${among(y)})` },
      one: { shape: 'aggregate', expression: sql`stddev_pop(${among(x)})` },
      other: { shape: 'aggregate', expression: sql`stddev_pop(${among(y)})` },
      endless: { shape: 'matching', predicate: sql`not (${both})` },
    };
  },
  judge: ({ covariance, one, other, endless }, wanted) => {
    if (endless > 0)
      return { holds: false, found: `${counted(endless, 'row')} with NaN or infinity`, wanted: endsText(wanted) };
    const spread = Number(one) * Number(other);
    if (covariance === null || !(spread > 0)) return { skip: 'one of the columns does not vary' };
    return judgeFigure(Number(covariance) / spread, wanted);
  },
  examples: [
    {
      title: 'the tax that does not follow the price',
      check: '- correlation: { columns: [price, tax], at_least: 0.9 }',
      given: {
        'shop.lines': {
          columns: 'price decimal(18,2), tax decimal(18,2)',
          rows: '[[1, 3], [2, 1], [3, 2], [4, null]]',
        },
      },
      gives: { status: 'fail', found: '-0.5' },
    },
    {
      title: 'the tax that does',
      check: '- correlation: { columns: [price, tax], equals: 1 }',
      given: { 'shop.lines': { columns: 'price integer, tax integer', rows: '[[10, 2], [20, 4], [40, 8]]' } },
      gives: { status: 'pass', found: '1' },
    },
    {
      title: 'a constant skips',
      check: '- correlation: { columns: [price, tax], at_least: 0.9 }',
      given: { 'shop.lines': { columns: 'price integer, tax integer', rows: '[[10, 2], [20, 2]]' } },
      gives: { status: 'skip' },
    },
  ],
});
