import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { by } from './groups.ts';
import type { Context, Example, Kind } from './kind.ts';
import { missingColumns } from './names.ts';
import { queryKind } from './query-kind.ts';
import { ofEach, roomyNamed, unlessOrdered, unlessRoomy } from './types.ts';
import { counted } from './wording.ts';

const options = z.strictObject({
  along: z.string().describe('the column that orders the rows'),
  by,
  strictly: z.boolean().optional().describe('equal values break the order too'),
  step: z.number().positive().optional().describe('each value differs by exactly so much from the one before'),
});
type Options = z.infer<typeof options>;

interface Ordered {
  readonly name: string;
  readonly summary: string;
  readonly verb: { readonly weakly: string; readonly strictly: string };
  /** True for `@this_value` and `@value_before` where the order is broken. */
  readonly breaks: { readonly weakly: Sql; readonly strictly: Sql };
  /** How much further a value is than the one before, in the direction wanted. */
  readonly advance: Sql;
  /** How rows with the same place are ordered. */
  readonly ties: Sql;
  readonly examples: readonly Example[];
}

/** A kind that holds the values of a column to a direction along another. */
export const orderedKind = ({
  name,
  summary,
  verb,
  breaks: wrong,
  advance,
  ties,
  examples,
}: Ordered): Kind<Options> => {
  const breaks = ({ along, by: keys = [], strictly, step }: Options, { column, columns, relation }: Context): Sql => {
    const value = step === undefined ? id(column) : roomyNamed(column, columns);
    const names = keys.map((key) => id(key));
    const partition = names.length > 0 ? sql`partition by ${join(names)} ` : sql``;
    const stepped = sql`select ${join([...names, id(along), sql`${value} as @this_value`, sql`lag(${value}) over (${partition}order by ${id(along)}, ${value}${ties}) as @value_before`])} from ${relation.from} where ${allOf(relation.where, sql`${value} is not null`)}`;
    const broken = step === undefined ? wrong[strictly ? 'strictly' : 'weakly'] : sql`${advance} <> ${step}`;
    return sql`select * from (${stepped}) steps where ${broken}`;
  };
  return queryKind({
    name,
    summary,
    nulls: 'Rows without a value are passed over.',
    dimension: 'consistency',
    on: 'column',
    options,
    claim: ({ along, strictly, step }, { column }) =>
      `${column} ${strictly || step !== undefined ? verb.strictly : verb.weakly}${step === undefined ? '' : ` by ${step}`} along ${along}`,
    problems: ({ along, by: keys = [], step }, context) => [
      ...missingColumns([along, ...keys], context),
      ...ofEach([context.column, along], context, unlessOrdered),
      ...(step === undefined ? [] : unlessRoomy(context, '; no_gaps is for days, weeks and months')),
    ],
    offenders: breaks,
    found: (count) => `${counted(count, 'row')} out of order`,
    wanted: ({ step }) => (step === undefined ? 'in order' : `steps of ${step}`),
    examples,
  });
};
