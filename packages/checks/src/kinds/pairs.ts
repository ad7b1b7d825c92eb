import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import type { Context } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { rowKind } from '../row-kind.ts';
import { counted } from '../wording.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const options = z.strictObject({
  columns: z.array(z.string()).min(2).describe('the columns, two or more'),
  one_of: z.array(z.array(scalar).min(2)).min(1).describe('the values that may stand side by side in them'),
});
type Options = z.infer<typeof options>;

const complete = ({ columns }: Options): Sql => allOf(...columns.map((name) => sql`${id(name)} is not null`));

const strange = (wanted: Options, { literal }: Context): Sql => {
  const listed = wanted.one_of.map((values) =>
    allOf(...values.map((value, i) => sql`${id(wanted.columns[i] ?? '')} = ${literal(value, wanted.columns[i])}`)),
  );
  return sql`${complete(wanted)} and not (${join(listed, ' or ')})`;
};

export const pairs = rowKind({
  name: 'pairs',
  summary: 'The values of two or more columns stand side by side in a list.',
  nulls: 'Rows with a NULL in one of the columns are not judged.',
  on: 'table',
  options,
  claim: ({ columns, one_of }) => `${columns.join(', ')} are one of ${counted(one_of.length, 'combination')}`,
  problems: ({ columns, one_of }, context) => [
    ...missingColumns(columns, context),
    ...one_of
      .filter((values) => values.length !== columns.length)
      .map((values) => `${JSON.stringify(values)} has ${values.length} values for ${columns.length} columns`),
  ],
  fails: strange,
  unjudged: (wanted) => sql`not (${complete(wanted)})`,
  shows: ({ columns }) => columns,
  failing: 'combinations not in the list',
  wanted: ({ one_of }) => `one of ${counted(one_of.length, 'combination')}`,
  examples: [
    {
      title: 'a price in pounds in Portugal',
      check: '- pairs: { columns: [country, currency], one_of: [[PT, EUR], [GB, GBP]] }',
      given: {
        'shop.prices': {
          columns: 'sku varchar, country varchar, currency varchar',
          grain: ['sku'],
          rows: '[[tea, PT, EUR], [pot, PT, GBP], [cup, GB, GBP], [jar, GB, null]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 of 3 combinations not in the list, 1 NULL not judged' },
    },
    {
      title: 'numbers with texts',
      check: '- pairs: { columns: [score, label, best], one_of: [[1, low, false], [4, high, true]] }',
      given: {
        'shop.scores': {
          columns: 'score integer, label varchar, best boolean',
          rows: '[[1, low, false], [4, high, true]]',
        },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
