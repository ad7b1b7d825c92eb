import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import type { Context } from '../kind.ts';
import { missingColumns } from '../names.ts';
import { queryKind } from '../query-kind.ts';
import { counted } from '../wording.ts';

const names = z.array(z.string()).min(1);
const options = z.strictObject({
  columns: names.describe('the columns that decide'),
  decides: z.string().describe('the column decided'),
});
type Options = z.infer<typeof options>;

const undecided = ({ columns, decides }: Options, { relation }: Context): Sql => {
  const keys = join(columns.map((name) => id(name)));
  const complete = columns.map((name) => sql`${id(name)} is not null`);
  return sql`select ${keys}, count(distinct ${id(decides)}) as different, min(${id(decides)}) as one, max(${id(decides)}) as another from ${relation.from} where ${allOf(relation.where, ...complete)} group by ${keys} having count(distinct ${id(decides)}) > 1`;
};

export const determines = queryKind({
  name: 'determines',
  summary: 'Rows that agree in some columns agree in another: one postal code, one city.',
  nulls: 'Keys that hold a NULL decide nothing, and a NULL contradicts nothing.',
  dimension: 'consistency',
  on: 'table',
  options,
  claim: ({ columns, decides }) => `${columns.join(', ')} determines ${decides}`,
  problems: ({ columns, decides }, context) => missingColumns([...columns, decides], context),
  offenders: undecided,
  found: (count, { decides }) => `${counted(count, 'key')} with several ${decides}`,
  wanted: ({ decides }) => `one ${decides} a key`,
  examples: [
    {
      title: 'a postal code in two cities',
      check: '- determines: { columns: [zip], decides: city }',
      given: {
        'shop.people': {
          columns: 'zip varchar, city varchar',
          rows: '[["4000", Porto], ["4000", Lisboa], ["1000", Lisboa], ["1000", null], [null, Faro], [null, Braga]]',
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 key with several city' },
    },
    {
      title: 'several columns decide together',
      check: '- determines: { columns: [country, zip], decides: city }',
      given: {
        'shop.people': {
          columns: 'country varchar, zip varchar, city varchar',
          rows: '[[PT, "1000", Lisboa], [BE, "1000", Bruxelles]]',
        },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
