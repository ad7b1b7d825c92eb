import { id, type Sql, sql } from '@assay/core';
import { z } from 'zod';
import { by, countOf, groupsWhere } from '../groups.ts';
import { type Context, kind } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { counted } from '../wording.ts';

const options = z.union([z.literal(true), z.strictObject({ by: by.unwrap() })]);
type Options = z.infer<typeof options>;

const keysOf = (wanted: Options): readonly string[] => (wanted === true ? [] : wanted.by);

const without = (wanted: Options, context: Context): Sql =>
  groupsWhere(
    {
      by: keysOf(wanted),
      figures: { found_rows: sql`count(*)`, found_values: sql`count(${id(context.column)})` },
      where: sql`found_rows > 0 and found_values = 0`,
    },
    context,
  );

export const atLeastOne = kind({
  name: 'at_least_one',
  summary: 'A column has a value in one row at least, of all or of each group.',
  nulls: 'NULL is no value; a group whose key is NULL is a group.',
  dimension: 'completeness',
  on: 'column',
  filters: true,
  options,
  claim: (wanted, { column }) => `some row${wanted === true ? '' : ` of each ${wanted.by.join(', ')}`} has a ${column}`,
  problems: (wanted, context) => missingColumns(keysOf(wanted), context),
  measure: (wanted, context) => ({
    rows: { shape: 'rows' },
    failing: { shape: 'query', query: countOf(without(wanted, context)) },
  }),
  judge: ({ rows, failing }, wanted) => ({
    holds: Number(failing) === 0,
    failing: Number(failing),
    judged: rows,
    found:
      wanted === true
        ? Number(failing) > 0
          ? 'NULL in every row'
          : 'a value'
        : counted(Number(failing), 'group without a value', 'groups without a value'),
    wanted: 'a value',
  }),
  groups: (wanted, context) => ({ query: without(wanted, context), tables: [context.table] }),
  examples: [
    {
      title: 'nothing but NULLs fails',
      check: '- at_least_one: true\n  column: refunded',
      given: { 'shop.orders': { columns: 'refunded date', rows: [[null], [null]] } },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'a shop that never refunded',
      check: '- at_least_one: { by: [shop] }\n  column: refunded',
      given: {
        'shop.orders': {
          columns: 'shop varchar, refunded date',
          rows: [
            ['Porto', null],
            ['Porto', '2025-03-01'],
            ['Faro', null],
          ],
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 group without a value' },
    },
    {
      title: 'one is enough',
      check: '- at_least_one: true\n  column: refunded',
      given: { 'shop.orders': { columns: 'refunded date', rows: [[null], ['2025-03-01']] } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
