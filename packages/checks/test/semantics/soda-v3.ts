import { type Cases, column, table } from './case.ts';

const n = column('integer');
const s = column('varchar');
const t = column('timestamp');
const ab = table('a integer, b integer');
const N = null;
const one = { columns: 'a integer, b integer', rows: [[1, 2]] };
const pairs = { columns: 'a integer, b integer' };

export const sodaV3: Cases = {
  tool: 'Soda v3 (SodaCL)',
  source:
    'run with soda-core-duckdb 3.5.6; groups and reconciliation as docs.soda.io/soda-documentation/soda-v3 has them',
  cases: [
    s(['invalid_count', 'NULL is missing, not invalid'], ['open', N], ['- one_of: [open]', 'pass']),
    s(
      ['invalid_percent', 'all rows are the base'],
      ['x', 'open', N, N],
      ['- one_of: [open]\n  column: v\n  error: "> 30%"', 'pass'],
    ),
    s(['missing_count', 'a NULL'], ['a', N], ['- not_null: true', 'fail', { failing: 1 }]),
    s(['missing_percent', 'just the share'], ['a', N], ['- null_share: { at_most: 50% }', 'pass']),
    s(['duplicate_count', 'NULLs do not repeat each other'], ['a', N, N], ['- unique: true', 'pass']),
    s(['duplicate_count', 'a value three times is one'], ['a', 'a', 'a'], ['- unique: true', 'fail']),
    n(['valid min', 'the end counts'], [0, N], ['- between: { at_least: 0 }', 'pass']),
    n(['valid max', 'the end counts'], [10, 11], ['- between: { at_most: 10 }', 'fail', { failing: 1 }]),
    s(['valid length', 'NULL is missing'], ['PT', N], ['- length: 2', 'pass']),
    s(['valid regex', 'NULL is missing'], ['ab', N], ["- matches: '^a'", 'pass']),
    s(
      ['include null', 'NULL is invalid'],
      ['open', N],
      ['- one_of: [open]\n  column: v\n- not_null: true\n  column: v', 'fail'],
    ),
    n(['avg', 'NULL is left out'], [1, 3, N], ['- aggregate: { of: avg(v), equals: 2 }\n  name: avg', 'pass']),
    n(['values in … must exist in', 'NULL refers to nothing'], [1, N], ['- references: shop.rows.v', 'pass']),
    n(['row_count', 'no rows'], [], ['- row_count: { at_least: 1 }\n  name: rows', 'fail']),
    {
      ...{
        test: 'failed rows: fail condition',
        title: 'a condition that is NULL',
        ...pairs,
        there: 'pass',
        differs: true,
      },
      rows: [[1, N]],
      check: '- holds: a <= b',
    },
    s(
      ['duplicate_percent', 'repeated values over all rows'],
      ['a', 'a', 'b', 'c', N],
      ['- unique: true\n  column: v\n  error: "> 50%"', 'pass'],
    ),
    s(
      ['avg_length', 'NULL is left out'],
      ['ab', 'abcd', N],
      ['- aggregate: { of: avg(length(v)), equals: 3 }\n  name: length', 'pass'],
    ),
    s(['max_length', 'the end counts'], ['ab', 'abcd', N], ['- length: { at_most: 4 }', 'pass']),
    s(['max_length', 'one too long'], ['ab', 'abcd', N], ['- length: { at_most: 3 }', 'fail', { failing: 1 }]),
    s(['min_length', 'the end counts'], ['ab', 'abcd', N], ['- length: { at_least: 2 }', 'pass']),
    n(['max', 'NULL is left out'], [1, 3, N], ['- aggregate: { of: max(v), at_most: 3 }\n  name: max', 'pass']),
    n(['min', 'NULL is left out'], [1, 3, N], ['- aggregate: { of: min(v), at_least: 1 }\n  name: min', 'pass']),
    n(['sum', 'NULL is left out'], [1, 3, N], ['- aggregate: { of: sum(v), equals: 4 }\n  name: sum', 'pass']),
    n(
      ['percentile', 'one of the values'],
      [1, 3, N],
      ['- quantiles: { 0.5: { equals: 1 } }', 'pass', { differs: true }],
    ),
    n(
      ['stddev', 'of a sample, on DuckDB'],
      [1, 3, N],
      ['- aggregate: { of: stddev(v), at_least: 1.41, at_most: 1.42 }\n  name: deviation', 'pass'],
    ),
    n(
      ['stddev_pop', 'of the whole'],
      [1, 3, N],
      ['- aggregate: { of: stddev_pop(v), equals: 1 }\n  name: deviation', 'pass'],
    ),
    n(
      ['stddev_samp', 'of a sample'],
      [1, 3, N],
      ['- aggregate: { of: stddev_samp(v), at_least: 1.41, at_most: 1.42 }\n  name: deviation', 'pass'],
    ),
    n(
      ['variance', 'of a sample, on DuckDB'],
      [1, 3, N],
      ['- aggregate: { of: var_samp(v), equals: 2 }\n  name: variance', 'pass'],
    ),
    n(['var_pop', 'of the whole'], [1, 3, N], ['- aggregate: { of: var_pop(v), equals: 1 }\n  name: variance', 'pass']),
    n(
      ['var_samp', 'of a sample'],
      [1, 3, N],
      ['- aggregate: { of: var_samp(v), equals: 2 }\n  name: variance', 'pass'],
    ),
    s(
      ['missing values', 'a placeholder and NULL'],
      ['a', 'N/A', N],
      ['- not_null: true\n  column: v\n- not_blank: [N/A]\n  column: v', 'fail'],
    ),
    s(
      ['missing values', 'a placeholder in other letters'],
      ['a', 'n/a'],
      ['- not_blank: [N/A]', 'pass', { differs: true }],
    ),
    s(
      ['missing format', 'a number where none belongs'],
      ['a', '12'],
      ["- holds: v is not null and not regexp_like(v, '^[0-9]+$')\n  name: form", 'fail', { failing: 1 }],
    ),
    s(
      ['missing regex', 'a dash and NULL'],
      ['a', '-', N],
      ["- holds: v is not null and not regexp_like(v, '^(N/A|-)$')\n  name: dash", 'fail', { failing: 2 }],
    ),
    s(
      ['valid_count', 'NULL is not valid'],
      ['open', 'x', N],
      ["- share: { of: v = 'open', at_least: 34% }\n  name: open", 'fail'],
    ),
    s(
      ['valid values', 'rows of an invalid value'],
      ['open', 'x', 'x', N],
      ['- one_of: [open]', 'fail', { failing: 2 }],
    ),
    s(['invalid values', 'NULL is missing'], ['open', 'x', N], ['- none_of: [x]', 'fail', { failing: 1 }]),
    s(['valid format', 'NULL is missing'], ['ada@example.com', 'x', N], ['- format: email', 'fail', { failing: 1 }]),
    s(
      ['invalid format', 'NULL is missing'],
      ['12', 'x', N],
      ["- holds: v is null or not regexp_like(v, '^[0-9]+$')\n  name: form", 'fail', { failing: 1 }],
    ),
    s(
      ['invalid regex', 'a match anywhere'],
      ['a b', 'xa b', 'x', N],
      ["- matches: { none_of: ['a b'] }", 'fail', { failing: 2 }],
    ),
    s(['valid min length', 'the end counts'], ['PT', 'PRT', N], ['- length: { at_least: 2 }', 'pass']),
    s(['valid max length', 'the end counts'], ['PT', 'PRT', N], ['- length: { at_most: 3 }', 'pass']),
    t(['freshness', 'two hours old'], ['2025-12-31 22:00:00'], ['- freshness: { within: 24h }', 'pass']),
    t(['freshness', 'two hours old, one is allowed'], ['2025-12-31 22:00:00'], ['- freshness: { within: 1h }', 'fail']),
    ab(
      ['schema: when required column missing', 'one is missing'],
      [[1, 2]],
      ['- columns: { include: [a, c] }', 'fail'],
    ),
    ab(['schema: when forbidden column present', 'one is there'], [[1, 2]], ['- columns: { exclude: [b] }', 'fail']),
    ab(
      ['schema: when wrong column type', 'both are as named'],
      [[1, 2]],
      ['- column_types: { a: integer, b: integer }', 'pass'],
    ),
    ab(['schema: when wrong column index', 'in another order'], [[1, 2]], ['- columns: { in_order: [b, a] }', 'fail']),
    ab(
      ['schema: when mismatching columns', 'one column more'],
      [[1, 2]],
      ['- columns: [a]\n- column_types: { a: integer }', 'fail'],
    ),
    ab(
      ['values in … must exist in', 'of two columns, one that is NULL'],
      [[1, N]],
      ['- references: { columns: [a, b], to: shop.others }', 'fail', { differs: true, others: one }],
    ),
    ab(
      ['values in … must exist in', 'of two columns, both NULL'],
      [
        [1, 2],
        [N, N],
      ],
      ['- references: { columns: [a, b], to: shop.others }', 'pass', { others: one }],
    ),
    ab(
      ['values in … must not exist in', 'NULL is nowhere'],
      [
        [3, 4],
        [N, N],
      ],
      [
        '- absent_from: { columns: [a], of: shop.others }',
        'pass',
        { others: { columns: 'a integer', rows: [[1], [N]] } },
      ],
    ),
    ab(
      ['values in … must not exist in', 'one is there'],
      [
        [1, 2],
        [3, 4],
      ],
      ['- absent_from: { columns: [a], of: shop.others }', 'fail', { others: one, failing: 1 }],
    ),
    ab(
      ['row_count same as', 'as many'],
      [[3, 4]],
      ['- row_count: { equals: { table: shop.others } }', 'pass', { others: one }],
    ),
    ab(
      ['row_count same as', 'one more'],
      [
        [3, 4],
        [5, 6],
      ],
      ['- row_count: { equals: { table: shop.others } }', 'fail', { others: one }],
    ),
    ab(
      ['failed rows: fail query', 'a row'],
      [
        [1, 2],
        [3, 2],
        [1, N],
      ],
      ['- sql: select * from shop.rows where a > b\n  name: a is the less', 'fail', { failing: 1 }],
    ),
    ab(
      ['user-defined expression', 'over all rows'],
      [
        [1, 2],
        [3, 2],
      ],
      ['- aggregate: { of: sum(a) - sum(b), equals: 0 }', 'pass'],
    ),
    ab(
      ['user-defined query', 'the bound within'],
      [
        [1, 2],
        [3, 2],
      ],
      ['- sql: select sum(a) as a from shop.rows having sum(a) > 3\n  name: few', 'fail'],
    ),
    ab(
      ['group by', 'each group for itself'],
      [
        [1, 1],
        [2, 5],
      ],
      ['- aggregate: { of: avg(b), at_least: 2, by: [a] }', 'fail', { failing: 1 }],
    ),
    s(
      ['group evolution: when required group missing', 'one is missing'],
      ['a'],
      ['- contains_all: [a, b]', 'fail', { failing: 1 }],
    ),
    s(['group evolution: when forbidden group present', 'one is there'], ['a', 'x'], ['- none_of: [x]', 'fail']),
    ab(
      ['reconciliation: metric', 'as much'],
      [[1, 2]],
      ['- reconcile: { of: sum(a), within: 1%, equals: { table: shop.others } }', 'pass', { others: one }],
    ),
    ab(
      ['reconciliation: rows', 'another row'],
      [[1, 3]],
      ['- same_rows: { as: shop.others, columns: [a, b] }', 'fail', { others: one }],
    ),
    ab(
      ['reconciliation: schema', 'as many columns'],
      [[1, 2]],
      ['- column_count: { equals: { table: shop.others } }', 'pass', { others: one }],
    ),
    s(['filter', 'rows that count'], ['a', N], ["- not_null: true\n  column: v\n  where: v = 'a'", 'pass']),
    s(
      ['warn and fail alerts', 'enough for the warning alone'],
      ['a', N],
      ['- not_null: true\n  column: v\n  warn: "> 0"\n  error: "> 2"', 'fail'],
    ),
  ],
};
