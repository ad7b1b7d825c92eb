import { allOf, id, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import type { Context } from '../kind.ts';
import { queryKind } from '../query-kind.ts';
import { unlessText } from '../types.ts';
import { counted } from '../wording.ts';

const mixed = ({ column, relation }: Context): Sql => {
  const folded = sql`lower(${id(column)})`;
  return sql`select * from (select ${folded} as folded, count(distinct ${id(column)}) as spellings, min(${id(column)}) as one, max(${id(column)}) as another from ${relation.from} where ${allOf(relation.where, sql`${id(column)} is not null`)} group by ${folded}) spelled where spellings > 1`;
};

export const consistentCase = queryKind({
  name: 'consistent_case',
  summary: 'No two values differ in the case of their letters alone.',
  nulls: 'NULL is no value.',
  dimension: 'consistency',
  on: 'column',
  options: z.literal(true),
  claim: (_, { column }) => `${column} is spelled in one case`,
  problems: (_, context) => unlessText(context),
  offenders: (_, context) => mixed(context),
  found: (count) => counted(count, 'value with several spellings', 'values with several spellings'),
  wanted: () => 'one spelling',
  examples: [
    {
      title: 'Porto and porto',
      check: '- consistent_case: true\n  column: city',
      given: { 'shop.people': { columns: 'city varchar', rows: '[[Porto], [porto], [Faro], [Faro], [null]]' } },
      gives: { status: 'fail', failing: 1, found: '1 value with several spellings' },
    },
    {
      title: 'one spelling each',
      check: '- consistent_case: true\n  column: city',
      given: { 'shop.people': { columns: 'city varchar', rows: '[[Porto], [Porto], [FARO]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
