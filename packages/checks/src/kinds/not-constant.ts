import { id, type Sql, sql } from '@assay/core';
import { type AllOrGroups, allOrGroups, groupsWhere, keysOf } from '../groups.ts';
import type { Context } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { queryKind } from '../query-kind.ts';
import { counted } from '../wording.ts';

const constant = (wanted: AllOrGroups, context: Context): Sql => {
  const figures = { found: sql`min(${id(context.column)})`, different: sql`count(distinct ${id(context.column)})` };
  return groupsWhere({ by: keysOf(wanted), figures, where: sql`@different = 1` }, context);
};

export const notConstant = queryKind({
  name: 'not_constant',
  summary: 'A column has more than one value, in all rows or in each group.',
  nulls: 'NULL is no value; where there is none at all nothing is constant, and a group whose key is NULL is a group.',
  dimension: 'validity',
  on: 'column',
  needsValues: true,
  options: allOrGroups,
  claim: (wanted, { column }) => `${column} varies${wanted === true ? '' : ` in each ${wanted.by.join(', ')}`}`,
  problems: (wanted, context) => missingColumns(keysOf(wanted), context),
  offenders: constant,
  found: (count, wanted) => {
    if (wanted !== true) return counted(count, 'group with one value', 'groups with one value');
    return count > 0 ? '1 value' : 'several values';
  },
  wanted: () => 'more than one value',
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
