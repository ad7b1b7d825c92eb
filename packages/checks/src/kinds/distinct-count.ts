import { id, sql } from '@assay/core';
import { z } from 'zod';
import { kind } from '../kind.ts';
import { counted } from '../wording.ts';

const size = z.int().nonnegative();
const options = z
  .strictObject({ equals: size, at_least: size, at_most: size })
  .partial()
  .refine((ends) => Object.keys(ends).length > 0, 'equals, at_least or at_most');
type Options = z.infer<typeof options>;

const bounds = ({ equals, at_least, at_most }: Options): string =>
  [
    ...(equals === undefined ? [] : [`exactly ${equals}`]),
    ...(at_least === undefined ? [] : [`at least ${at_least}`]),
    ...(at_most === undefined ? [] : [`at most ${at_most}`]),
  ].join(' and ');

export const distinctCount = kind({
  name: 'distinct_count',
  summary: 'A column has so many different values: two at least, and it is not constant.',
  nulls: 'NULL is no value.',
  dimension: 'validity',
  on: 'column',
  filters: true,
  options,
  claim: (wanted, { column }) => `${column} has ${bounds(wanted)} different values`,
  measure: (_, { column }) => ({
    distinct: { shape: 'aggregate', expression: sql`count(distinct ${id(column)})` },
  }),
  judge: ({ distinct }, wanted) => {
    const { equals, at_least = 0, at_most = Number.POSITIVE_INFINITY } = wanted;
    const found = Number(distinct);
    return {
      holds: found >= at_least && found <= at_most && (equals === undefined || found === equals),
      found: counted(found, 'value'),
      wanted: bounds(wanted),
    };
  },
  examples: [
    {
      title: 'a constant is not enough',
      check: '- distinct_count: { at_least: 2 }\n  column: country',
      given: { 'shop.orders': { columns: 'country varchar', rows: [['PT'], ['PT'], [null]] } },
      gives: { status: 'fail', found: '1 value' },
    },
    {
      title: 'of the rows that where leaves',
      check: "- distinct_count: { equals: 1 }\n  column: currency\n  where: country = 'PT'",
      given: {
        'shop.orders': {
          columns: 'country varchar, currency varchar',
          rows: [
            ['PT', 'EUR'],
            ['PT', 'EUR'],
            ['GB', 'GBP'],
          ],
        },
      },
      gives: { status: 'pass', found: '1 value' },
    },
  ],
});
