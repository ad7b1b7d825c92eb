import { allOf, id, sql } from '@assay/core';
import * as z from 'zod';
import { ENDS, ends, endsProblems, endsText, hasEnd, judgeFigure } from '../ends.ts';
import { kind } from '../kind.ts';
import { missingColumns } from '../names.ts';

const options = z
  .strictObject({ columns: z.tuple([z.string(), z.string()]).describe('the two columns'), ...ends })
  .refine(hasEnd, ENDS);

export const mutualInformation = kind({
  name: 'mutual_information',
  summary:
    'What one column tells of another, in nats, lies within bounds: 0 is nothing, the entropy of one is all of it.',
  nulls: 'Rows with a NULL in either column are left out; without others it skips.',
  dimension: 'accuracy',
  on: 'table',
  filters: true,
  options,
  claim: (wanted) => `the mutual information of ${wanted.columns.join(' and ')} is ${endsText(wanted)}`,
  problems: (wanted, context) => [...missingColumns(wanted.columns, context), ...endsProblems(wanted)],
  measure: ({ columns: [one, other] }, { relation }) => {
    const complete = allOf(relation.where, sql`${id(one)} is not null`, sql`${id(other)} is not null`);
    const pairs = sql`select ${id(one)} as one, ${id(other)} as other, cast(count(*) as double) as both_times from ${relation.from} where ${complete} group by ${id(one)}, ${id(other)}`;
    const counts = sql`select both_times, sum(both_times) over (partition by one) as one_times, sum(both_times) over (partition by other) as other_times, sum(both_times) over () as total from (${pairs}) pairs`;
    const query = sql`select sum(both_times / total * ln(both_times * total / (one_times * other_times))) from (${counts}) counts`;
    return { information: { shape: 'query', query } };
  },
  judge: ({ information }, wanted) => {
    if (information === null) return { skip: 'no row has a value in both columns' };
    return judgeFigure(Number(information), wanted);
  },
  examples: [
    {
      title: 'the country says nothing of the channel',
      check: '- mutual_information: { columns: [country, channel], at_least: 0.1 }',
      given: {
        'shop.orders': {
          columns: 'country varchar, channel varchar',
          rows: '[[PT, web], [PT, shop], [DE, web], [DE, shop], [DE, null]]',
        },
      },
      gives: { status: 'fail', found: '0' },
    },
    {
      title: 'the country says all of the currency: ln(2)',
      check: '- mutual_information: { columns: [country, currency], at_least: 0.69 }',
      given: {
        'shop.orders': {
          columns: 'country varchar, currency varchar',
          rows: '[[PT, EUR], [PT, EUR], [GB, GBP], [GB, GBP]]',
        },
      },
      gives: { status: 'pass', found: '0.6931' },
    },
  ],
});
