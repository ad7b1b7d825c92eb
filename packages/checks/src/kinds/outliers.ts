import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { DIGITS } from '../ends.ts';
import { by, countOf } from '../groups.ts';
import { type Context, kind } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { isFiniteNumber, unlessNumber } from '../types.ts';
import { outOf } from '../wording.ts';

const options = z.strictObject({
  method: z
    .enum(['z_score', 'mad', 'iqr'])
    .describe(
      'deviations are of the mean, of the median (scaled to be like the standard deviation), or beyond quartiles',
    ),
  beyond: z.number().positive().describe('so many deviations, or interquartile ranges, and more are too far'),
  side: z.enum(['above', 'below']).optional().describe('only values that are too great, or too small'),
  by,
});
type Options = z.infer<typeof options>;

/** Makes a median absolute deviation estimate the standard deviation of a normal distribution. */
const SCALE = 1.4826;

/** Low and high end by group, each method's own; equal where nothing varies. */
const fences = ({ method, beyond }: Options, values: Sql, keys: readonly Sql[]): Sql => {
  const grouped = keys.length > 0 ? sql` group by ${join(keys)}` : sql``;
  const around = (center: Sql, spread: Sql) =>
    sql`${center} - ${beyond} * ${spread} as @low, ${center} + ${beyond} * ${spread} as @high`;
  const select = (figures: Sql, from: Sql) => sql`select ${join([...keys, figures])} from ${from}${grouped}`;
  if (method === 'z_score') return select(around(sql`avg(@found)`, sql`stddev(@found)`), sql`(${values}) v`);
  if (method === 'iqr') {
    const range = sql`(percentile(@found, 0.75) - percentile(@found, 0.25))`;
    const [low, high] = [
      sql`percentile(@found, 0.25) - ${beyond} * ${range}`,
      sql`percentile(@found, 0.75) + ${beyond} * ${range}`,
    ];
    return select(sql`${low} as @low, ${high} as @high`, sql`(${values}) v`);
  }
  const centers = select(sql`median(@found) as @center`, sql`(${values}) v`);
  const same = allOf(...keys.map((key) => sql`c.${key} is not distinct from v.${key}`));
  const away = sql`(select ${join([...keys.map((key) => sql`v.${key} as ${key}`), sql`v.@found as @found`, sql`c.@center as @center`])} from (${values}) v join (${centers}) c on ${same}) a`;
  return select(around(sql`min(@center)`, sql`${SCALE} * median(abs(@found - @center))`), away);
};

const outlying = (wanted: Options, { column, grain, relation }: Context): Sql => {
  const keys = (wanted.by ?? []).map((name) => id(name));
  const shown = grain.filter((name) => name !== column && !wanted.by?.includes(name)).map((name) => id(name));
  const values = sql`select ${join([...shown, ...keys, sql`cast(${id(column)} as double) as @found`])} from ${relation.from} where ${allOf(relation.where, sql`${id(column)} is not null`)}`;
  const finite = sql`select * from (${values}) v where ${isFiniteNumber(sql`@found`)}`;
  const same = allOf(...keys.map((key) => sql`f.${key} is not distinct from t.${key}`));
  const far = [
    ...(wanted.side === 'below' ? [] : [sql`round(t.@found - f.@high, ${DIGITS}) >= 0`]),
    ...(wanted.side === 'above' ? [] : [sql`round(f.@low - t.@found, ${DIGITS}) >= 0`]),
  ];
  return sql`select ${join([...shown, ...keys].map((name) => sql`t.${name}`).concat(sql`t.@found, f.@low, f.@high`))} from (${values}) t left join (${fences(wanted, finite, keys)}) f on ${same} where not (${isFiniteNumber(sql`t.@found`)}) or (f.@low < f.@high and (${join(far, ' or ')}))`;
};

export const outliers = kind({
  name: 'outliers',
  summary: 'No value lies so many deviations from the others, of all rows or of its group, or more.',
  nulls:
    'NULLs are left out, NaN and infinity are outliers; where nothing varies there is no outlier, and a group whose key is NULL is a group.',
  dimension: 'accuracy',
  on: 'column',
  filters: true,
  options,
  claim: ({ method, beyond, by: groups }, { column }) =>
    `no ${column} beyond ${beyond} ${method}${groups ? ` in its ${groups.join(', ')}` : ''}`,
  problems: (wanted, context) => [...missingColumns(wanted.by ?? [], context), ...unlessNumber(context)],
  measure: (wanted, context) => ({
    rows: { shape: 'rows' },
    missing: { shape: 'missing', column: context.column },
    far: { shape: 'query', query: countOf(outlying(wanted, context)) },
  }),
  judge: ({ rows, missing, far }, { method, beyond }) => {
    if (rows > 0 && missing === rows) return { skip: 'every value is NULL' };
    return {
      holds: Number(far) === 0,
      failing: Number(far),
      judged: rows,
      missing,
      found: outOf(Number(far), rows - missing, 'values too far', missing),
      wanted: `none beyond ${beyond} ${method}`,
    };
  },
  groups: (wanted, context) => ({ query: outlying(wanted, context), tables: [context.table] }),
  examples: [
    {
      title: 'a price in cents among prices in euros',
      check: '- outliers: { method: mad, beyond: 5 }\n  column: price',
      given: {
        'shop.prices': {
          columns: 'sku varchar, price decimal(18,2)',
          grain: ['sku'],
          rows: '[[tea, 4.5], [pot, 5], [cup, 5.25], [jar, 480], [bag, null]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 of 4 values too far, 1 NULL not judged' },
    },
    {
      title: 'a z-score by group; 9 is usual in one shop and far out in the other',
      check: '- outliers: { method: z_score, beyond: 1.4, by: [shop] }\n  column: items',
      given: {
        'shop.orders': {
          columns: 'id integer, shop varchar, items integer',
          grain: ['id'],
          rows: `
            - [1, Porto, 1]
            - [2, Porto, 1]
            - [3, Porto, 1]
            - [4, Porto, 9]
            - [5, null, 9]
            - [6, null, 8]
            - [7, null, 9]`,
        },
      },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'quartiles, and only what is too small',
      check: '- outliers: { method: iqr, beyond: 1.5, side: below }\n  column: items',
      given: { 'shop.orders': { columns: 'items integer', rows: '[[1], [2], [2], [3], [99]]' } },
      gives: { status: 'pass', failing: 0 },
    },
    {
      title: 'where nothing varies there is no outlier',
      check: '- outliers: { method: z_score, beyond: 3 }\n  column: items',
      given: { 'shop.orders': { columns: 'items integer', rows: '[[7], [7], [7]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
