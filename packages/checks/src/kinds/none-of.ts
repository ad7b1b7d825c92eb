import { id, join, sql } from '@assay/core';
import * as z from 'zod';
import { valueKind } from '../value-kind.ts';
import { listed } from '../wording.ts';

export const noneOf = valueKind({
  name: 'none_of',
  summary: 'No value stands in a list.',
  options: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .min(1)
    .describe('the values forbidden'),
  wanted: (values) => `none of ${listed(values)}`,
  fails: (values, { column, literal }) =>
    sql`${id(column)} in (${join(values.map((value) => literal(value, column)))})`,
  examples: [
    {
      title: 'test accounts do not belong here',
      check: '- none_of: [test, demo]\n  column: account',
      given: { 'shop.accounts': { columns: 'account varchar', rows: '[[ada], [test], [Test], [null]]' } },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'sentinels among numbers',
      check: '- none_of: [999, -1]\n  column: days',
      given: { 'shop.stock': { columns: 'days integer', rows: '[[1], [30]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
