import { id, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { by, countOf, groupsWhere } from '../groups.ts';
import { type Context, kind } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { counted } from '../wording.ts';

const options = z.union([z.literal(true), z.strictObject({ by: by.unwrap() })]);
type Options = z.infer<typeof options>;

const keysOf = (wanted: Options): readonly string[] => (wanted === true ? [] : wanted.by);

const constant = (wanted: Options, context: Context): Sql =>
  groupsWhere(
    {
      by: keysOf(wanted),
      figures: { found: sql`min(${id(context.column)})`, different: sql`count(distinct ${id(context.column)})` },
      where: sql`different = 1`,
    },
    context,
  );

export const notConstant = kind({
  name: 'not_constant',
  summary: 'A column has more than one value, in all rows or in each group.',
  nulls: 'NULL is no value; where there is none at all nothing is constant, and a group whose key is NULL is a group.',
  dimension: 'validity',
  on: 'column',
  filters: true,
  options,
  claim: (wanted, { column }) => `${column} varies${wanted === true ? '' : ` in each ${wanted.by.join(', ')}`}`,
  problems: (wanted, context) => missingColumns(keysOf(wanted), context),
  measure: (wanted, context) => ({
    rows: { shape: 'rows' },
    missing: { shape: 'missing', column: context.column },
    failing: { shape: 'query', query: countOf(constant(wanted, context)) },
  }),
  judge: ({ rows, missing, failing }, wanted) => {
    if (rows > 0 && missing === rows) return { skip: 'every value is NULL' };
    const groups = Number(failing);
    return {
      holds: groups === 0,
      failing: groups,
      judged: rows,
      found:
        wanted === true
          ? groups > 0
            ? '1 value'
            : 'several values'
          : counted(groups, 'group with one value', 'groups with one value'),
      wanted: 'more than one value',
    };
  },
  groups: (wanted, context) => ({ query: constant(wanted, context), tables: [context.table] }),
  examples: [
    {
      title: 'one value everywhere',
      check: '- not_constant: true\n  column: score',
      given: { 'shop.scores': { columns: 'score integer', rows: '[[4], [4], [null]]' } },
      gives: { status: 'fail', failing: 1, found: '1 value' },
    },
    {
      title: 'a shop whose price never changes',
      check: '- not_constant: { by: [shop] }\n  column: price',
      given: {
        'shop.prices': {
          columns: 'shop varchar, price integer',
          rows: '[[Porto, 1], [Porto, 2], [Faro, 3], [Faro, 3], [Braga, null]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 group with one value' },
    },
    {
      title: 'two values are enough',
      check: '- not_constant: true\n  column: score',
      given: { 'shop.scores': { columns: 'score integer', rows: '[[4], [1], [4]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
