import { id, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { by, countOf, groupsWhere } from '../groups.ts';
import { type Context, kind, type Metrics } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { hasShareEnd, judgeShare, outsideShare, shareEnds, shareEndsText, shareProblems } from '../percentages.ts';
import { counted } from '../wording.ts';

const options = z.strictObject({ ...shareEnds, by }).refine(hasShareEnd, 'at_least or at_most');
type Options = z.infer<typeof options>;

const outside = (wanted: Options, context: Context): Sql => {
  const figures = { found_rows: sql`count(*)`, found_nulls: sql`count(*) - count(${id(context.column)})` };
  const where = outsideShare(sql`@found_nulls`, sql`@found_rows`, wanted);
  return groupsWhere({ by: wanted.by ?? [], figures, where }, context);
};

export const nullShare = kind({
  name: 'null_share',
  summary: 'The share of the rows without a value lies within bounds, in all or in each group.',
  nulls: 'NULLs are what is counted; a group whose key is NULL is a group.',
  dimension: 'completeness',
  on: 'column',
  filters: true,
  options,
  claim: (wanted, { column }) =>
    `${shareEndsText(wanted)} of ${column} are NULL${wanted.by ? ` in each ${wanted.by.join(', ')}` : ''}`,
  problems: (wanted, context) => [...shareProblems(wanted), ...missingColumns(wanted.by ?? [], context)],
  measure: (wanted, context): Metrics =>
    wanted.by
      ? { failing: { shape: 'query', query: countOf(outside(wanted, context)) } }
      : { rows: { shape: 'rows' }, missing: { shape: 'missing', column: context.column } },
  judge: ({ rows, missing, failing }, wanted) => {
    if (wanted.by) {
      const groups = Number(failing);
      const found = counted(groups, 'group outside', 'groups outside');
      return { holds: groups === 0, failing: groups, found, wanted: shareEndsText(wanted) };
    }
    const [all, nulls] = [Number(rows), Number(missing)];
    if (all === 0) return { skip: 'no rows to take a share of' };
    return { ...judgeShare({ part: nulls, whole: all, what: 'are NULL' }, wanted), judged: all };
  },
  groups: (wanted, context) => (wanted.by ? { query: outside(wanted, context), tables: [context.table] } : undefined),
  examples: [
    {
      title: 'more than a quarter without a phone number',
      check: '- null_share: { at_most: 25% }\n  column: phone',
      given: { 'shop.people': { columns: 'phone varchar', rows: '[["1"], [null], [null], ["4"]]' } },
      gives: { status: 'fail', found: '50% (2 of 4 are NULL)' },
    },
    {
      title: 'exactly the share is allowed',
      check: '- null_share: { at_most: 50% }\n  column: phone',
      given: { 'shop.people': { columns: 'phone varchar', rows: '[["1"], [null]]' } },
      gives: { status: 'pass' },
    },
    {
      title: 'a country where nobody left a number',
      check: '- null_share: { at_most: 50%, by: [country] }\n  column: phone',
      given: {
        'shop.people': {
          columns: 'country varchar, phone varchar',
          rows: '[[PT, "1"], [PT, null], [DE, null], [null, "2"]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 group outside' },
    },
  ],
});
