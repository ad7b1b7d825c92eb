import { id, type Sql, sql } from '@assay/core';
import { type AllOrGroups, allOrGroups, groupsWhere, keysOf } from '../groups.ts';
import type { Context } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { queryKind } from '../query-kind.ts';
import { counted } from '../wording.ts';

const without = (wanted: AllOrGroups, context: Context): Sql => {
  const figures = { found_rows: sql`count(*)`, found_values: sql`count(${id(context.column)})` };
  return groupsWhere({ by: keysOf(wanted), figures, where: sql`@found_rows > 0 and @found_values = 0` }, context);
};

export const atLeastOne = queryKind({
  name: 'at_least_one',
  summary: 'A column has a value in one row at least, of all or of each group.',
  nulls: 'NULL is no value; a group whose key is NULL is a group.',
  dimension: 'completeness',
  on: 'column',
  options: allOrGroups,
  claim: (wanted, { column }) => `some row${wanted === true ? '' : ` of each ${wanted.by.join(', ')}`} has a ${column}`,
  problems: (wanted, context) => missingColumns(keysOf(wanted), context),
  offenders: without,
  found: (count, wanted) => {
    if (wanted !== true) return counted(count, 'group without a value', 'groups without a value');
    return count > 0 ? 'NULL in every row' : 'a value';
  },
  wanted: () => 'a value',
  examples: [
    {
      title: 'nothing but NULLs fails',
      check: '- at_least_one: true\n  column: refunded',
      given: { 'shop.orders': { columns: 'refunded date', rows: '[[null], [null]]' } },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'a shop that never refunded',
      check: '- at_least_one: { by: [shop] }\n  column: refunded',
      given: {
        'shop.orders': {
          columns: 'shop varchar, refunded date',
          rows: '[[Porto, null], [Porto, 2025-03-01], [Faro, null]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 group without a value' },
    },
    {
      title: 'one is enough',
      check: '- at_least_one: true\n  column: refunded',
      given: { 'shop.orders': { columns: 'refunded date', rows: '[[null], [2025-03-01]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
