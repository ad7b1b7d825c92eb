import { allOf, id, sql } from '@assay/core';
import * as z from 'zod';
import { ENDS, ends, endsProblems, endsText, hasEnd, judgeFigure } from '../ends.ts';
import { kind } from '../kind.ts';

const options = z.strictObject(ends).refine(hasEnd, ENDS);

export const entropy = kind({
  name: 'entropy',
  summary:
    'The entropy of the values of a column, in nats, lies within bounds: 0 is a constant, ln(n) n equally common values.',
  nulls: 'NULL is no value; a column without values skips.',
  dimension: 'accuracy',
  on: 'column',
  filters: true,
  options,
  claim: (wanted, { column }) => `the entropy of ${column} is ${endsText(wanted)}`,
  problems: (wanted) => endsProblems(wanted),
  measure: (_, { column, relation }) => ({
    entropy: {
      shape: 'query',
      query: sql`select sum(-(times / total) * ln(times / total)) from (select cast(count(*) as double) as times, cast(sum(count(*)) over () as double) as total from ${relation.from} where ${allOf(relation.where, sql`${id(column)} is not null`)} group by ${id(column)}) counts`,
    },
  }),
  judge: ({ entropy: found }, wanted) => {
    if (found === null) return { skip: 'every value is NULL' };
    return judgeFigure(Number(found), wanted);
  },
  examples: [
    {
      title: 'nearly all orders from one channel tell little',
      check: '- entropy: { at_least: 0.6 }\n  column: channel',
      given: { 'shop.orders': { columns: 'channel varchar', rows: '[[web], [web], [web], [shop], [null]]' } },
      gives: { status: 'fail', found: '0.5623' },
    },
    {
      title: 'two values in equal parts: ln(2)',
      check: '- entropy: { at_least: 0.693, at_most: 0.694 }\n  column: channel',
      given: { 'shop.orders': { columns: 'channel varchar', rows: '[[web], [shop]]' } },
      gives: { status: 'pass', found: '0.6931' },
    },
    {
      title: 'a column without values skips',
      check: '- entropy: { at_least: 0.6 }\n  column: channel',
      given: { 'shop.orders': { columns: 'channel varchar', rows: '[[null]]' } },
      gives: { status: 'skip' },
    },
  ],
});
