import { id, join, sql } from '@assay/core';
import * as z from 'zod';
import { valueKind } from '../value-kind.ts';

const size = z.int().nonnegative();
const options = z.union([
  size.describe('exactly so many characters'),
  z
    .strictObject({ at_least: size, at_most: size })
    .partial()
    .refine((ends) => Object.keys(ends).length > 0, 'at_least or at_most'),
]);
type Options = z.infer<typeof options>;

const ends = (wanted: Options) => (typeof wanted === 'number' ? { at_least: wanted, at_most: wanted } : wanted);

export const length = valueKind({
  name: 'length',
  summary: 'Texts have so many characters.',
  on: 'text',
  options,
  wanted: (wanted) => {
    if (typeof wanted === 'number') return `${wanted} characters`;
    const { at_least, at_most } = wanted;
    return `${[...(at_least === undefined ? [] : [`at least ${at_least}`]), ...(at_most === undefined ? [] : [`at most ${at_most}`])].join(' and ')} characters`;
  },
  problems: (wanted) => {
    const { at_least = 0, at_most = Number.POSITIVE_INFINITY } = ends(wanted);
    return at_least > at_most ? [`at least ${at_least} and at most ${at_most} characters holds for nothing`] : [];
  },
  fails: (wanted, { column }) => {
    const { at_least, at_most } = ends(wanted);
    return join(
      [
        ...(at_least === undefined ? [] : [sql`length(${id(column)}) < ${at_least}`]),
        ...(at_most === undefined ? [] : [sql`length(${id(column)}) > ${at_most}`]),
      ],
      ' or ',
    );
  },
  examples: [
    {
      title: 'characters are counted, not bytes',
      check: '- length: 2\n  column: code',
      given: { 'shop.codes': { columns: 'code varchar', rows: '[[PT], [ÄÖ], [P], [PRT], [null]]' } },
      gives: { status: 'fail', failing: 2 },
    },
    {
      title: 'one end is enough',
      check: '- length: { at_most: 3 }\n  column: code',
      given: { 'shop.codes': { columns: 'code varchar', rows: '[[""], [PRT]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
