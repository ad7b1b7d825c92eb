import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { isAccepted, schemaProblem } from '../json-values.ts';
import { kind } from '../kind.ts';
import { unlessText } from '../types.ts';
import { outOf } from '../wording.ts';

/** More different values than this are not fetched. */
const MOST = 10_000;

const options = z.record(z.string(), z.unknown()).describe('a JSON Schema (draft 7)');
type Schema = z.infer<typeof options>;

const text = (column: string): Sql => sql`cast(${id(column)} as string)`;

/** The different values that the schema refuses, each with the number of its rows. */
const refused = (answer: unknown, schema: Schema): ReadonlyMap<string, number> => {
  const values: readonly string[] = JSON.parse(String(answer ?? '[]'));
  if (values.length > MOST)
    throw new Error(`json_schema fetches each different value, and there are more than ${MOST}; narrow them by where:`);
  const counted = values.map((value): [string, number] => {
    const colon = value.indexOf(':');
    return [value.slice(colon + 1), Number(value.slice(0, colon))];
  });
  return new Map(counted.filter(([value]) => !isAccepted(value, schema)));
};

export const jsonSchema = kind({
  name: 'json_schema',
  summary: `Texts are JSON that a JSON Schema accepts; up to ${MOST / 1000},000 different values are fetched and judged, more are an error.`,
  nulls: 'NULLs are not judged; their number is reported. A JSON null is a value.',
  dimension: 'validity',
  on: 'column',
  filters: true,
  options,
  claim: (_, { column }) => `${column} is JSON as its schema says`,
  problems: (schema, context) => {
    const problem = schemaProblem(schema);
    return [...unlessText(context), ...(problem === undefined ? [] : [`it is no JSON Schema: ${problem}`])];
  },
  measure: (_, { column, relation }) => {
    const values = sql`select concat(cast(count(*) as string), ':', ${text(column)}) as found from ${relation.from} where ${allOf(relation.where, sql`${id(column)} is not null`)} group by ${text(column)} limit ${MOST + 1}`;
    return {
      rows: { shape: 'rows' },
      missing: { shape: 'missing', column },
      values: {
        shape: 'query',
        query: sql`select cast(to_json(collect_list(found)) as string) from (${values}) found`,
      },
    };
  },
  judge: ({ rows, missing, values }, schema) => {
    if (rows > 0 && missing === rows) return { skip: 'every value is NULL' };
    const failing = [...refused(values, schema).values()].reduce((sum, count) => sum + count, 0);
    return {
      holds: failing === 0,
      failing,
      judged: rows,
      missing,
      found: outOf(failing, rows - missing, 'values refused', missing),
      wanted: 'JSON as the schema says',
    };
  },
  rowsFound: ({ values }, schema, { column }) =>
    sql`${text(column)} in (${join([...refused(values, schema).keys()].map((value) => sql`${value}`))})`,
  examples: [
    {
      title: 'a basket without an array of items, and one that is no JSON',
      check: `- json_schema:
    type: object
    required: [items]
    properties: { items: { type: array, items: { type: string, minLength: 1 } } }
  column: basket`,
      given: {
        'shop.visits': {
          columns: 'id integer, basket varchar',
          grain: ['id'],
          rows: `
            - [1, '{"items": ["tea", "pot"]}']
            - [2, '{"items": "tea"}']
            - [3, '{"items": "tea"}']
            - [4, "{'items': []}"]
            - [5, null]`,
        },
      },
      gives: { status: 'fail', failing: 3, found: '3 of 4 values refused, 1 NULL not judged' },
    },
    {
      title: 'formats are judged too',
      check: '- json_schema: { properties: { email: { type: string, format: email } } }\n  column: person',
      given: {
        'shop.people': {
          columns: 'person varchar',
          rows: `
            - ['{"email": "ada@example.com"}']
            - ['{"email": "ada"}']`,
        },
      },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'a JSON null is a value',
      check: '- json_schema: { type: ["null", number] }\n  column: rating',
      given: { 'shop.reviews': { columns: 'rating varchar', rows: '[["null"], ["4.5"], [null]]' } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
