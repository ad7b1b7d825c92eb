import { allOf, id, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { DIGITS, ENDS, ends, endsProblems, endsText, hasEnd, judgeFigure, outsideOf } from '../ends.ts';
import { unionAll } from '../groups.ts';
import { type Context, kind, type Metrics } from '../kind.ts';
import { unlessNumber } from '../types.ts';

const range = z.union([
  z.tuple([z.number(), z.number()]).transform(([at_least, at_most]) => ({ at_least, at_most })),
  z.strictObject(ends).refine(hasEnd, ENDS),
]);
const options = z
  .record(z.string().regex(/^(0([.][0-9]+)?|1([.]0+)?)$/, 'a quantile from 0 to 1, such as 0.5'), range)
  .describe('each quantile with its ends: 0.5: [10, 20], 0.95: { below: 100 }');
type Options = z.infer<typeof options>;

const quantile = (at: string, column: string): Sql => sql`percentile(cast(${id(column)} as double), ${Number(at)})`;

const outside = (wanted: Options, { column, relation }: Context): Sql =>
  unionAll(
    Object.entries(wanted).map(
      ([at, of]) =>
        sql`select ${at} as quantile, found from (select ${quantile(at, column)} as found from ${relation.from} where ${allOf(relation.where)}) measured where ${outsideOf(sql`round(found, ${DIGITS})`, of)}`,
    ),
  );

export const quantiles = kind({
  name: 'quantiles',
  summary: 'Quantiles of a column, interpolated, lie within bounds: 0.5 is the median.',
  nulls: 'NULLs are left out; a column without values skips.',
  dimension: 'accuracy',
  on: 'column',
  filters: true,
  options,
  claim: (wanted, { column }) =>
    `${column}: ${Object.entries(wanted)
      .map(([at, of]) => `quantile ${at} ${endsText(of)}`)
      .join(', ')}`,
  problems: (wanted, context) => [
    ...Object.values(wanted).flatMap((of) => endsProblems(of)),
    ...(Object.keys(wanted).length === 0 ? ['quantiles names none; write 0.5: [10, 20]'] : []),
    ...unlessNumber(context),
  ],
  measure: (wanted, { column }): Metrics =>
    Object.fromEntries(
      Object.keys(wanted).map((at) => [at, { shape: 'aggregate', expression: quantile(at, column) } as const]),
    ),
  judge: (values, wanted) => {
    const found = Object.entries(wanted).map(([at, of]) => ({ at, of, value: values[at] ?? null }));
    if (found.every(({ value }) => value === null)) return { skip: 'every value is NULL' };
    const judged = found.map(({ at, of, value }) => ({ at, ...judgeFigure(Number(value), of) }));
    const broken = judged.filter(({ holds }) => !holds);
    return {
      holds: broken.length === 0,
      failing: broken.length,
      judged: judged.length,
      found: (broken.length > 0 ? broken : judged).map((one) => `${one.at}: ${one.found}`).join(', '),
      wanted: found.map(({ at, of }) => `${at}: ${endsText(of)}`).join(', '),
    };
  },
  groups: (wanted, context) => ({ query: outside(wanted, context), tables: [context.table] }),
  examples: [
    {
      title: 'the median fits, the upper tail does not',
      check: '- quantiles: { 0.5: [2, 3], 0.75: { below: 4 } }\n  column: days',
      given: { 'shop.parcels': { columns: 'days integer', rows: '[[1], [2], [3], [8], [null]]' } },
      gives: { status: 'fail', failing: 1, found: '0.75: 4.25' },
    },
    {
      title: 'quantiles are interpolated',
      check: '- quantiles: { 0: [1, 1], 0.5: [2.5, 2.5], 1: { equals: 8 } }\n  column: days',
      given: { 'shop.parcels': { columns: 'days integer', rows: '[[1], [2], [3], [8]]' } },
      gives: { status: 'pass', failing: 0 },
    },
    {
      title: 'a column without values skips',
      check: '- quantiles: { 0.5: [2, 3] }\n  column: days',
      given: { 'shop.parcels': { columns: 'days integer', rows: '[[null]]' } },
      gives: { status: 'skip' },
    },
  ],
});
