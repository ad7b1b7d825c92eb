import { type Bounds, type Column, id, outside } from '@assay/core';
import * as z from 'zod';
import { type Context, kind } from '../kind.ts';
import { compareValues, endOfNumbers } from '../types.ts';
import { outOf } from '../wording.ts';

const bound = z.union([z.number(), z.string()]).describe('a number with more than 15 digits goes in quotes');
const options = z.union([
  z.tuple([bound, bound]).describe('the least and the greatest value allowed'),
  z
    .strictObject({ at_least: bound, above: bound, at_most: bound, below: bound })
    .partial()
    .describe('one or two ends; above and below leave the end itself out'),
]);
type Options = z.infer<typeof options>;

const endsOf = (wanted: Options) =>
  Array.isArray(wanted)
    ? { low: wanted[0], high: wanted[1], lowOpen: false, highOpen: false }
    : {
        low: wanted.at_least ?? wanted.above,
        high: wanted.at_most ?? wanted.below,
        lowOpen: wanted.above !== undefined,
        highOpen: wanted.below !== undefined,
      };

const boundsOf = (wanted: Options, context: Context): Bounds => {
  const { low, high, lowOpen, highOpen } = endsOf(wanted);
  const literal = (value: string | number | undefined) =>
    value === undefined ? undefined : context.literal(value, context.column);
  const last = endOfNumbers(context.columns.find(({ name }) => name === context.column));
  return { low: literal(low), high: literal(high) ?? last, lowOpen, highOpen };
};

const range = (wanted: Options): string => {
  const { low, high, lowOpen, highOpen } = endsOf(wanted);
  const from = low === undefined ? [] : [`${lowOpen ? 'above' : 'at least'} ${low}`];
  const to = high === undefined ? [] : [`${highOpen ? 'below' : 'at most'} ${high}`];
  return !lowOpen && !highOpen && low !== undefined && high !== undefined
    ? `between ${low} and ${high}`
    : [...from, ...to].join(' and ');
};

/** Ends between which no value lies. */
const isNothing = (wanted: Options, column: Column): boolean => {
  const { low, high, lowOpen, highOpen } = endsOf(wanted);
  if (low === undefined || high === undefined) return false;
  const order = compareValues(low, high, column) ?? -1;
  return order > 0 || (order === 0 && (lowOpen || highOpen));
};

export const between = kind({
  name: 'between',
  summary:
    'Values lie within bounds: numbers, dates, timestamps or text; the ends count unless they are strict, and NaN lies within none.',
  nulls: 'NULLs are not judged; their number is reported.',
  dimension: 'validity',
  on: 'column',
  filters: true,
  options,
  claim: (wanted, { column }) => `${column} is ${range(wanted)}`,
  problems: (wanted, { column, columns }) => {
    const { low, high } = endsOf(wanted);
    const judged = columns.find(({ name }) => name === column);
    if (low === undefined && high === undefined) return ['between needs a bound: [1, 4] or { at_least: 1 }'];
    const both =
      !Array.isArray(wanted) && Object.keys(wanted).length > Number(low !== undefined) + Number(high !== undefined);
    return [
      ...(both ? ['between takes one lower and one upper end'] : []),
      ...(judged && isNothing(wanted, judged) ? [`${range(wanted)} holds for nothing`] : []),
    ];
  },
  measure: (wanted, context) => ({
    rows: { shape: 'rows' },
    missing: { shape: 'missing', column: context.column },
    beyond: { shape: 'beyond', column: context.column, bounds: boundsOf(wanted, context) },
  }),
  judge: ({ rows, missing, beyond }, wanted) => {
    if (rows > 0 && missing === rows) return { skip: 'every value is NULL' };
    return {
      holds: beyond === 0,
      failing: beyond,
      judged: rows,
      missing,
      found: outOf(beyond, rows - missing, 'values outside', missing),
      wanted: range(wanted),
    };
  },
  rows: (wanted, context) => outside(id(context.column), boundsOf(wanted, context)),
  examples: [
    {
      title: 'scores outside 1 to 4 fail, NULLs are reported',
      check: '- between: [1, 4]\n  column: score',
      given: {
        'shop.scores': {
          columns: 'customer_id bigint, score integer',
          grain: ['customer_id'],
          rows: '[[1, 1], [2, 4], [3, 5], [4, 0], [5, null]]',
        },
      },
      gives: { status: 'fail', failing: 2, found: '2 of 4 values outside, 1 NULL not judged' },
    },
    {
      title: 'a strict end is outside',
      check: '- between: { above: 0, at_most: 10.5 }\n  column: price',
      given: { 'shop.prices': { columns: 'sku varchar, price decimal(18,2)', rows: '[[tea, 10.5], [pot, 0]]' } },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'dates are written as dates',
      check: '- between: { at_least: 2024-01-01, below: 2025-01-01 }\n  column: day',
      given: { 'shop.days': { columns: 'day date', rows: '[[2024-01-01], [2024-12-31]]' } },
      gives: { status: 'pass', failing: 0 },
    },
    {
      title: 'a column without values skips',
      check: '- between: [1, 4]\n  column: score',
      given: { 'shop.scores': { columns: 'score integer', rows: '[[null]]' } },
      gives: { status: 'skip' },
    },
  ],
});
