/// <reference path="../jstat.d.ts" />
import { id, type Sql, sql } from '@assay/core';
import jStat from 'jstat';
import * as z from 'zod';
import { type Context, kind, type Metrics } from '../kind.ts';
import { missingColumns } from '../names.ts';

const options = z.strictObject({
  expected: z
    .record(z.string(), z.number().positive())
    .refine((parts) => Object.keys(parts).length > 1, 'two values at least')
    .describe('each value with its part; 50 and 50 are the same as 1 and 1'),
  of: z.string().optional().describe('count the different values of this column instead of rows: customers'),
  significance: z.number().min(0).max(1).default(0.001).describe('a difference is chance unless it is rarer than this'),
});
type Options = z.infer<typeof options>;

const counting = (unit: string | undefined, condition: Sql): Sql =>
  unit === undefined
    ? sql`count(case when ${condition} then 1 end)`
    : sql`count(distinct case when ${condition} then ${id(unit)} end)`;

/** Pearson's chi-square test: the probability of a difference as great as the one observed, or greater. */
const probability = (observed: readonly number[], parts: readonly number[]): number => {
  const total = observed.reduce((sum, count) => sum + count, 0);
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const statistic = parts.reduce((sum, part, i) => {
    const wanted = (total * part) / whole;
    return sum + ((observed[i] ?? 0) - wanted) ** 2 / wanted;
  }, 0);
  return 1 - jStat.chisquare.cdf(statistic, parts.length - 1);
};

/** Three digits, or as many as tell it from the significance. */
const probabilityText = (p: number, significance: number): string => {
  const texts = [3, 4, 5, 6, 8, 10, 12].map((digits) => Number(p.toPrecision(digits)));
  return String(texts.find((text) => text < significance === p < significance) ?? p);
};

const conditionOf = (value: string, { column, literal }: Context): Sql =>
  sql`${id(column)} = ${literal(value, column)}`;

export const sampleRatio = kind({
  name: 'sample_ratio',
  summary:
    'The values of a column occur in the parts that were planned, but for chance (chi-square); a value that nobody planned fails.',
  nulls: 'NULLs are not counted; a column without values skips.',
  dimension: 'accuracy',
  on: 'column',
  filters: true,
  options,
  claim: ({ expected, of }, { column }) =>
    `${of ?? 'rows'} split into ${Object.entries(expected)
      .map(([value, part]) => `${column} ${value}: ${part}`)
      .join(', ')}`,
  problems: ({ of }, context) => missingColumns(of === undefined ? [] : [of], context),
  measure: ({ expected, of }, context): Metrics => {
    const known = Object.keys(expected).map((value) => conditionOf(value, context));
    const strange = sql`${id(context.column)} is not null and not (${known.reduce((all, one) => sql`${all} or ${one}`)})`;
    return Object.fromEntries(
      [...known, strange].map((condition, i) => [
        i < known.length ? `value_${i}` : 'strange',
        { shape: 'aggregate', expression: counting(of, condition) } as const,
      ]),
    );
  },
  judge: (values, { expected, of, significance }: Options) => {
    const parts = Object.entries(expected);
    const observed = parts.map((_, i) => Number(values[`value_${i}`]));
    const strange = Number(values.strange);
    if (observed.every((count) => count === 0) && strange === 0) return { skip: 'every value is NULL' };
    const p = observed.some((count) => count > 0) ? probability(observed, Object.values(expected)) : 0;
    const counts = parts.map(([value], i) => `${value} ${observed[i]?.toLocaleString('en-US')}`);
    return {
      holds: strange === 0 && p >= significance,
      found: `${[...counts, ...(strange > 0 ? [`others ${strange}`] : [])].join(', ')}; p ${probabilityText(p, significance)}`,
      wanted: `${parts.map(([value, part]) => `${value} ${part}`).join(', ')} of ${of ?? 'rows'}, p at least ${significance}`,
    };
  },
  examples: [
    {
      title: 'twelve against none is no chance',
      check: '- sample_ratio: { expected: { A: 50, B: 50 } }\n  column: variant',
      given: {
        'shop.visits': {
          columns: 'variant varchar',
          rows: '[[A], [A], [A], [A], [A], [A], [A], [A], [A], [A], [A], [A], [null]]',
        },
      },
      gives: { status: 'fail', found: 'A 12, B 0; p 0.000532' },
    },
    {
      title: 'two against one is, counted by customers',
      check: '- sample_ratio: { expected: { A: 1, B: 1 }, of: customer }\n  column: variant',
      given: {
        'shop.visits': {
          columns: 'customer integer, variant varchar',
          rows: '[[1, A], [1, A], [1, A], [2, A], [3, B]]',
        },
      },
      gives: { status: 'pass', found: 'A 2, B 1; p 0.564' },
    },
    {
      title: 'a variant that nobody planned',
      check: '- sample_ratio: { expected: { A: 1, B: 1 } }\n  column: variant',
      given: { 'shop.visits': { columns: 'variant varchar', rows: '[[A], [B], [C]]' } },
      gives: { status: 'fail', found: 'A 1, B 1, others 1; p 1' },
    },
  ],
});
