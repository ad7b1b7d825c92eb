import { allOf, id, join, type Sql, sql } from '@assay/core';
import { elsewhereText, type KeysElsewhere, keysElsewhere, keysHeld } from '../keys-elsewhere.ts';
import type { Context } from '../kind.ts';
import { queryKind } from '../query-kind.ts';
import { counted } from '../wording.ts';

const absent = (
  { columns, of, keys = columns, where }: KeysElsewhere,
  { relation, from, expression }: Context,
): Sql => {
  const shown = keys.map((key, i) => sql`${id(key)} as ${id(`k_${i}`)}`);
  const complete = keys.map((key) => sql`${id(key)} is not null`);
  const wanted = sql`select distinct ${join(shown)} from ${from(of)} where ${allOf(where ? expression(where, of) : undefined, ...complete)}`;
  const here = sql`select ${join(columns.map((name, i) => sql`${id(name)} as ${id(`k_${i}`)}`))} from ${relation.from} where ${allOf(relation.where)}`;
  const same = allOf(...keys.map((_, i) => sql`h.${id(`k_${i}`)} = w.${id(`k_${i}`)}`));
  const named = join(keys.map((key, i) => sql`w.${id(`k_${i}`)} as ${id(key)}`));
  return sql`select ${named} from (${wanted}) w where not exists (select 1 from (${here}) h where ${same})`;
};

export const covers = queryKind({
  name: 'covers',
  summary: 'Every key of another table occurs here: references, read the other way round.',
  nulls: 'A key there that holds a NULL is no key, and a NULL here covers nothing.',
  dimension: 'completeness',
  on: 'table',
  options: keysElsewhere,
  claim: (wanted) => `every ${(wanted.keys ?? wanted.columns).join(', ')} of ${elsewhereText(wanted)} occurs`,
  ...keysHeld,
  offenders: absent,
  reads: ({ of }) => [of],
  found: (count, { of }) => `${counted(count, 'key')} of ${of} absent`,
  wanted: ({ of }) => `every key of ${of}`,
  examples: [
    {
      title: 'a customer who ordered and has no segment',
      check: '- covers: { columns: [customer_id], of: shop.customers, keys: [id], where: orders > 0 }',
      given: {
        'shop.segments': { columns: 'customer_id integer', rows: '[[1], [null]]' },
        'shop.customers': { columns: 'id integer, orders integer', rows: '[[1, 2], [2, 1], [3, 0], [null, 4]]' },
      },
      gives: { status: 'fail', failing: 1, found: '1 key of shop.customers absent' },
    },
    {
      title: 'keys of several columns; more is no fault',
      check: '- covers: { columns: [order_id, line], of: shop.lines }',
      given: {
        'shop.facts': { columns: 'order_id integer, line integer', rows: '[[1, 1], [1, 2]]' },
        'shop.lines': { columns: 'order_id integer, line integer', rows: '[[1, 2]]' },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
