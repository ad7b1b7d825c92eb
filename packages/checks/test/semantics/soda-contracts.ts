import { type Cases, column, table } from './case.ts';

const n = column('integer');
const s = column('varchar');
const t = column('timestamp');
const ab = table('a integer, b integer');
const N = null;
const one = { columns: 'a integer, b integer', rows: [[1, 2]] };
const pairs = { columns: 'a integer, b integer' };

export const sodaContracts: Cases = {
  tool: 'Soda v4 (contracts)',
  source:
    'run with soda-duckdb 4.28.0; schema, groups and reconciliation as docs.soda.io/reference/contract-language-reference has them',
  cases: [
    s(['missing', 'a NULL'], ['a', N], ['- not_null: true', 'fail', { failing: 1 }]),
    s(['invalid', 'NULL is missing, not invalid'], ['a', N], ['- one_of: [a]', 'pass']),
    s(['invalid: valid_values', 'an invalid value'], ['a', 'x', 'x'], ['- one_of: [a]', 'fail', { failing: 2 }]),
    n(['invalid: valid_min', 'the end counts'], [0], ['- between: { at_least: 0 }', 'pass']),
    n(['invalid: valid_max', 'the end counts'], [10], ['- between: { at_most: 10 }', 'pass']),
    s(['duplicate', 'NULLs do not repeat each other'], ['a', N, N], ['- unique: true', 'pass']),
    n(
      ['aggregate: avg', 'NULL is left out'],
      [1, 3, N],
      ['- aggregate: { of: avg(v), equals: 2 }\n  name: avg', 'pass'],
    ),
    {
      test: 'schema',
      title: 'one column more',
      ...pairs,
      rows: [[1, 2]],
      check: '- columns: { in_order: [a] }',
      there: 'fail',
    },
    {
      test: 'schema: allow_extra_columns',
      title: 'one column more',
      ...pairs,
      rows: [[1, 2]],
      check: '- columns: { include: [a] }',
      there: 'pass',
    },
    {
      test: 'schema: allow_other_column_order',
      title: 'in another order',
      ...pairs,
      rows: [[1, 2]],
      check: '- columns: [b, a]',
      there: 'pass',
    },
    n(['invalid: valid_reference_data', 'NULL is missing'], [1, N], ['- references: shop.rows.v', 'pass']),
    n(['row_count', 'no rows'], [], ['- row_count: { at_least: 1 }\n  name: rows', 'fail']),
    t(['freshness', 'two hours old'], ['2025-12-31 22:00:00'], ['- freshness: { within: 1d }', 'pass']),
    ab(
      ['duplicate', 'of two columns, NULLs equal each other'],
      [
        [N, 1],
        [N, 1],
        [2, 3],
      ],
      ['- unique: { columns: [a, b], nulls: equal }', 'fail'],
    ),
    ab(
      ['failed_rows', 'a query'],
      [
        [1, 2],
        [3, 2],
      ],
      ['- sql: select * from shop.rows where a > b\n  name: a is the less', 'fail', { failing: 1 }],
    ),
    ab(
      ['failed_rows', 'an expression that is NULL'],
      [
        [1, 2],
        [1, N],
      ],
      ['- holds: a <= b', 'pass', { differs: true }],
    ),
    ab(
      ['metric', 'over all rows'],
      [
        [1, 2],
        [3, 2],
      ],
      ['- aggregate: { of: sum(a) - sum(b), equals: 0 }', 'pass'],
    ),
    s(
      ['missing: missing_values', 'a placeholder and NULL'],
      ['a', 'N/A', N],
      ['- not_null: true\n  column: v\n- not_blank: [N/A]\n  column: v', 'fail'],
    ),
    s(
      ['missing: missing_values', 'a placeholder in other letters'],
      ['a', 'n/a'],
      ['- not_blank: [N/A]', 'pass', { differs: true }],
    ),
    s(
      ['missing: missing_format', 'a blank and NULL'],
      ['a', ' ', N],
      ["- holds: v is not null and not regexp_like(v, '^ *$')\n  name: blank", 'fail', { failing: 2 }],
    ),
    s(['invalid: valid_format', 'a match anywhere, NULL is missing'], ['ab', 'xab', N], ["- matches: 'ab'", 'pass']),
    s(['invalid: invalid_values', 'NULL is missing'], ['a', 'x', N], ['- none_of: [x]', 'fail', { failing: 1 }]),
    s(
      ['invalid: invalid_format', 'a match anywhere, NULL is missing'],
      ['ab', 'x b', N],
      ["- matches: { none_of: [' '] }", 'fail', { failing: 1 }],
    ),
    s(['invalid: valid_length', 'one too long'], ['PT', 'PRT', N], ['- length: 2', 'fail', { failing: 1 }]),
    s(['invalid: valid_min_length', 'the end counts'], ['PT', 'PRT', N], ['- length: { at_least: 2 }', 'pass']),
    s(
      ['invalid: valid_max_length', 'one too long'],
      ['PT', 'PRT', N],
      ['- length: { at_most: 2 }', 'fail', { failing: 1 }],
    ),
    n(
      ['aggregate: sum', 'NULL is left out'],
      [1, 3, N],
      ['- aggregate: { of: sum(v), equals: 4 }\n  name: sum', 'pass'],
    ),
    n(
      ['aggregate: min', 'NULL is left out'],
      [1, 3, N],
      ['- aggregate: { of: min(v), equals: 1 }\n  name: min', 'pass'],
    ),
    n(
      ['aggregate: max', 'NULL is left out'],
      [1, 3, N],
      ['- aggregate: { of: max(v), equals: 3 }\n  name: max', 'pass'],
    ),
    s(
      ['aggregate: minLength', 'NULL is left out'],
      ['ab', 'abcd', N],
      ['- aggregate: { of: min(length(v)), equals: 2 }\n  name: min', 'pass'],
    ),
    s(
      ['aggregate: maxLength', 'NULL is left out'],
      ['ab', 'abcd', N],
      ['- aggregate: { of: max(length(v)), equals: 4 }\n  name: max', 'pass'],
    ),
    s(
      ['aggregate: avgLength', 'NULL is left out'],
      ['ab', 'abcd', N],
      ['- aggregate: { of: avg(length(v)), equals: 3 }\n  name: avg', 'pass'],
    ),
    ab(['column: data_type', 'another'], [[1, 2]], ['- column_types: { a: date }', 'fail']),
    s(['column: character_maximum_length', 'no text is longer'], ['ab', N], ['- length: { at_most: 2 }', 'pass']),
    {
      ...{ test: 'column: numeric_scale', title: 'another scale', columns: 'v decimal(18,2)', rows: [[1]] },
      ...{ check: "- column_types: { v: 'decimal(18,3)' }", there: 'fail' },
    },
    t(
      ['column: datetime_precision', 'a timestamp'],
      ['2025-12-31 22:00:00'],
      ['- column_types: { v: timestamp }\n  name: types', 'pass'],
    ),
    s(['threshold', 'just the share'], ['a', N], ['- not_null: true\n  column: v\n  error: "> 50%"', 'pass']),
    s(['filter', 'rows that count'], ['a', N], ["- not_null: true\n  column: v\n  where: v = 'a'", 'pass']),
    ab(
      ['reconciliation: metric diff', 'as much'],
      [[1, 2]],
      ['- reconcile: { of: sum(a), within: 1%, equals: { table: shop.others } }', 'pass', { others: one }],
    ),
    ab(
      ['reconciliation: rows diff', 'another row'],
      [[1, 3]],
      ['- same_rows: { as: shop.others, columns: [a, b] }', 'fail', { others: one }],
    ),
    ab(
      ['group_by', 'each group for itself'],
      [
        [1, 1],
        [2, 5],
      ],
      ['- aggregate: { of: avg(b), at_least: 2, by: [a] }', 'fail', { failing: 1 }],
    ),
  ],
};
