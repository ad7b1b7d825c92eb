import { id, join, repeatedKeys, sql } from '@assay/core';
import * as z from 'zod';
import { type Context, kind } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { outOf } from '../wording.ts';

const columns = z.array(z.string()).min(1);
const options = z.union([
  z.literal(true).describe('the column alone is a key'),
  columns.describe('the columns that are a key together'),
  z.strictObject({
    columns,
    nulls: z.literal('equal').describe('two keys that are NULL in the same columns repeat each other'),
  }),
]);
type Options = z.infer<typeof options>;

const keyOf = (wanted: Options, { column }: Context): readonly string[] =>
  wanted === true ? [column] : 'columns' in wanted ? wanted.columns : wanted;
const nullsEqual = (wanted: Options): boolean => typeof wanted === 'object' && 'nulls' in wanted;

export const unique = kind({
  name: 'unique',
  summary: 'No two rows have the same key, of one column or of several together.',
  nulls: 'A key that holds a NULL is no key and is left to not_null; with `nulls: equal` NULLs equal each other.',
  dimension: 'uniqueness',
  on: 'either',
  filters: true,
  options,
  claim: (wanted, context) => `one row per ${keyOf(wanted, context).join(', ')}`,
  problems: (wanted, context) => [
    ...(wanted === true && !context.column ? ['unique: true needs a column; list the columns instead'] : []),
    ...(wanted !== true && context.column ? ['unique on a column is written unique: true'] : []),
    ...missingColumns(wanted === true ? [] : keyOf(wanted, context), context),
  ],
  measure: (wanted, context) => ({
    rows: { shape: 'rows' },
    repeated: { shape: 'repeated', columns: keyOf(wanted, context), nullsEqual: nullsEqual(wanted) },
  }),
  judge: ({ rows, repeated }, wanted, context) => ({
    holds: repeated === 0,
    failing: repeated,
    judged: rows,
    found: outOf(repeated, rows, 'rows share their key with another'),
    wanted: `one row per (${keyOf(wanted, context).join(', ')})`,
  }),
  rows: (wanted, context) => {
    const key = keyOf(wanted, context);
    const isEqual = nullsEqual(wanted);
    const repeats = sql`(${repeatedKeys(context.relation, key, isEqual)})`;
    if (!isEqual) {
      const left = key.length === 1 ? id(...key) : sql`(${join(key.map((name) => id(name)))})`;
      return sql`${left} in ${repeats}`;
    }
    const same = join(
      key.map((name) => sql`o.${id(name)} is not distinct from t.${id(name)}`),
      ' and ',
    );
    return sql`exists (select 1 from ${repeats} o where ${same})`;
  },
  shows: keyOf,
  examples: [
    {
      title: 'both lines of a repeated key are offenders',
      check: '- unique: [order_id, line]',
      given: {
        'shop.lines': {
          columns: 'order_id bigint, line integer, sku varchar',
          rows: '[[1, 1, tea], [1, 2, pot], [2, 1, tea], [2, 1, cup]]',
        },
      },
      gives: { status: 'fail', failing: 2, found: '2 of 4 rows share their key with another' },
    },
    {
      title: 'NULLs do not repeat each other',
      check: '- unique: true\n  column: voucher',
      given: { 'shop.orders': { columns: 'order_id bigint, voucher varchar', rows: '[[1, null], [2, null], [3, A]]' } },
      gives: { status: 'pass', failing: 0 },
    },
    {
      title: 'NULLs are equal where that is said',
      check: '- unique: { columns: [country, city], nulls: equal }',
      given: {
        'shop.cities': { columns: 'country varchar, city varchar', rows: '[[PT, null], [PT, null], [PT, Porto]]' },
      },
      gives: { status: 'fail', failing: 2 },
    },
  ],
});
