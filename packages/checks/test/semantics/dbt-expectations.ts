import { type Cases, column, table } from './case.ts';

const n = column('integer');
const s = column('varchar');
const d = column('date');
const ab = table('a integer, b integer');
const grouped = table('g varchar, d date');
const N = null;
const row = [[1, 2]];
const three = { columns: 'a integer, b integer', rows: [[1, 3]] };
const pairs = { columns: 'a integer, b integer' };

export const dbtExpectations: Cases = {
  tool: 'dbt-expectations',
  source: 'the SQL of metaplane/dbt-expectations and of calogica/dbt-expectations before it, macros/schema_tests',
  cases: [
    n(
      ['expect_column_values_to_be_between', 'both ends count, NULL passes'],
      [0, 10, N],
      ['- between: [0, 10]', 'pass'],
    ),
    s(
      ['expect_column_values_to_be_in_set', 'a value twice'],
      ['x', 'x', 'a'],
      ['- one_of: [a]', 'fail', { failing: 2 }],
    ),
    s(['expect_column_values_to_be_in_set', 'a NULL'], ['a', N], ['- one_of: [a]', 'fail', { differs: true }]),
    s(['expect_column_distinct_values_to_be_in_set', 'a NULL'], ['a', N], ['- one_of: [a]', 'fail', { differs: true }]),
    s(
      ['expect_column_distinct_values_to_equal_set', 'a NULL'],
      ['a', N],
      ['- equals_set: [a]', 'fail', { differs: true }],
    ),
    n(
      ['expect_column_max_to_be_between', 'NULLs alone'],
      [N],
      ['- aggregate: { of: max(v), at_least: 1 }\n  name: max', 'pass', { differs: true }],
    ),
    n(
      ['expect_column_max_to_be_between', 'strictly'],
      [1, 10],
      ['- aggregate: { of: max(v), below: 10 }\n  name: max', 'fail'],
    ),
    n(
      ['expect_column_quantile_values_to_be_between', 'interpolated'],
      [1, 2, 3, 4],
      ['- quantiles: { 0.5: [2.5, 2.5] }', 'pass'],
    ),
    s(
      ['expect_column_proportion_of_unique_values_to_be_between', 'different values over values'],
      ['a', 'a', 'b', N],
      ['- distinct_share: { at_most: 67% }', 'pass'],
    ),
    s(
      ['expect_column_most_common_value_to_be_in_set', 'one of two that are as common'],
      ['a', 'b'],
      ['- most_common: { one_of: [a, b], ties: allowed }', 'pass'],
    ),
    s(
      ['expect_column_most_common_value_to_be_in_set', 'NULL is the most common'],
      ['x', N, N],
      ['- most_common: { one_of: [a], ties: allowed }', 'pass', { differs: true }],
    ),
    s(
      ['expect_column_values_to_have_consistent_casing', 'a NULL'],
      ['Porto', N],
      ['- consistent_case: true', 'fail', { differs: true }],
    ),
    s(
      ['expect_column_values_to_have_consistent_casing', 'two spellings'],
      ['Porto', 'porto', N],
      ['- consistent_case: true', 'fail', { failing: 1 }],
    ),
    s(['expect_column_values_to_match_like_pattern', 'NULL passes'], ['a@b', N], ["- like: '%@%'", 'pass']),
    {
      ...{
        test: 'expect_column_values_to_be_increasing',
        title: 'strict unless said otherwise',
        columns: 'at integer, v integer',
        there: 'fail',
      },
      rows: [
        [1, 1],
        [2, 1],
      ],
      check: '- increasing: { along: at, strictly: true }\n  column: v',
      failing: 1,
    },
    {
      ...{ test: 'expect_column_values_to_be_increasing', title: 'the row after a NULL', ...pairs, there: 'pass' },
      ...{
        rows: [
          [1, 5],
          [2, N],
          [3, 4],
        ],
        check: '- increasing: { along: a }\n  column: b',
        differs: true,
      },
    },
    {
      ...{ test: 'expect_column_values_to_be_decreasing', title: 'the row after a NULL', ...pairs, there: 'pass' },
      ...{
        rows: [
          [1, 4],
          [2, N],
          [3, 5],
        ],
        check: '- decreasing: { along: a }\n  column: b',
        differs: true,
      },
    },
    {
      ...{ test: 'expect_compound_columns_to_be_unique', title: 'NULLs equal each other', ...pairs, there: 'fail' },
      rows: [
        [1, N],
        [1, N],
        [N, N],
        [N, N],
      ],
      check: '- unique: { columns: [a, b], nulls: equal }\n  where: a is not null or b is not null',
    },
    {
      ...{ test: 'expect_column_pair_values_A_to_be_greater_than_B', title: 'NULL passes', ...pairs, there: 'pass' },
      rows: [
        [2, 1],
        [N, 1],
        [1, N],
      ],
      check: '- compare: { above: b }\n  column: a',
    },
    {
      ...{
        test: 'expect_select_column_values_to_be_unique_within_record',
        title: 'two NULLs and a value',
        there: 'fail',
        differs: true,
      },
      columns: 'a integer, b integer, c integer',
      rows: [[N, N, 1]],
      check: '- unique_within_row: [a, b, c]',
    },
    {
      ...{
        test: 'expect_select_column_values_to_be_unique_within_record',
        title: 'one NULL',
        there: 'fail',
        differs: true,
      },
      columns: 'a integer, b integer, c integer',
      rows: [[N, 1, 2]],
      check: '- unique_within_row: [a, b, c]',
    },
    {
      ...{ test: 'expect_multicolumn_sum_to_equal', title: 'over all rows', ...pairs, there: 'pass' },
      rows: [
        [1, 2],
        [N, 3],
      ],
      check: '- aggregate: { of: sum(a) + sum(b), equals: 6 }',
    },
    d(
      ['expect_row_values_to_have_data_for_every_n_datepart', 'a day is missing'],
      ['2025-01-01', '2025-01-03'],
      ['- no_gaps: day', 'fail', { failing: 1 }],
    ),
    d(['expect_row_values_to_have_recent_data', 'no event at all'], [N], ['- freshness: { within: 1d }', 'fail']),
    d(
      ['expect_row_values_to_have_recent_data', 'an event of the future beside an old one'],
      ['2020-01-01', '2030-01-01'],
      ['- freshness: { within: 1d }', 'fail'],
    ),
    n(
      ['expect_column_distinct_count_to_be_greater_than', 'just as many'],
      [1, 2],
      ['- distinct_count: { above: 2 }', 'fail'],
    ),
    ab(['expect_column_to_exist', 'not there'], row, ['- columns: { include: [c] }', 'fail']),
    grouped(
      ['expect_grouped_row_values_to_have_recent_data', 'one group is old'],
      [
        ['a', '2025-12-31'],
        ['b', '2025-12-01'],
      ],
      ['- freshness: { within: 2d, by: [g] }\n  column: d', 'fail', { failing: 1 }],
    ),
    ab(['expect_table_aggregation_to_equal_other_table', 'just the tolerance'], row, [
      '- reconcile: { of: sum(b), by: [a], within: 1, equals: { table: shop.others, by: [a] } }',
      'pass',
      { others: three },
    ]),
    ab(['expect_table_aggregation_to_equal_other_table', 'more than the tolerance'], row, [
      '- reconcile: { of: sum(b), by: [a], within: 0.5, equals: { table: shop.others, by: [a] } }',
      'fail',
      { others: three },
    ]),
    ab(['expect_table_column_count_to_be_between', 'both ends count'], row, [
      '- column_count: { at_least: 2, at_most: 2 }',
      'pass',
    ]),
    ab(['expect_table_column_count_to_equal_other_table', 'as many'], row, [
      '- column_count: { equals: { table: shop.others } }',
      'pass',
      { others: three },
    ]),
    ab(['expect_table_column_count_to_equal', 'one more'], row, ['- column_count: { equals: 1 }', 'fail']),
    ab(['expect_table_columns_to_not_contain_set', 'one is there'], row, ['- columns: { exclude: [b, c] }', 'fail']),
    ab(['expect_table_columns_to_contain_set', 'and more'], row, ['- columns: { include: [a] }', 'pass']),
    ab(['expect_table_columns_to_match_ordered_list', 'in another order'], row, [
      '- columns: { in_order: [b, a] }',
      'fail',
    ]),
    ab(['expect_table_columns_to_match_set', 'in another order'], row, ['- columns: [b, a]', 'pass']),
    ab(['expect_table_row_count_to_be_between', 'both ends count'], row, [
      '- row_count: { at_least: 1, at_most: 1 }',
      'pass',
    ]),
    ab(
      ['expect_table_row_count_to_equal_other_table', 'one more'],
      [
        [1, 2],
        [3, 4],
      ],
      ['- row_count: { equals: { table: shop.others } }', 'fail', { others: three }],
    ),
    ab(
      ['expect_table_row_count_to_equal_other_table_times_factor', 'twice as many'],
      [
        [1, 2],
        [3, 4],
      ],
      ['- reconcile: { of: count(*), equals: { table: shop.others, of: 2 * count(*) } }', 'pass', { others: three }],
    ),
    ab(['expect_table_row_count_to_equal', 'as many'], row, ['- row_count: { equals: 1 }', 'pass']),
    s(
      ['expect_column_values_to_be_null', 'a value'],
      ['a', N],
      ['- holds: v is null\n  name: empty', 'fail', { failing: 1 }],
    ),
    s(['expect_column_values_to_not_be_null', 'a NULL'], ['a', N], ['- not_null: true', 'fail', { failing: 1 }]),
    s(['expect_column_values_to_be_unique', 'NULLs do not repeat each other'], ['a', N, N], ['- unique: true', 'pass']),
    s(['expect_column_values_to_be_unique', 'a value twice'], ['a', 'a'], ['- unique: true', 'fail']),
    ab(['expect_column_values_to_be_of_type', 'another'], row, ['- column_types: { a: date }', 'fail']),
    ab(['expect_column_values_to_be_in_type_list', 'one of two'], row, [
      '- column_types: { a: [integer, date] }',
      'pass',
    ]),
    s(['expect_column_values_to_not_be_in_set', 'NULL is left alone'], ['a', N], ['- none_of: [x]', 'pass']),
    ab(
      ['expect_column_values_to_be_decreasing', 'strict unless said otherwise'],
      [
        [1, 2],
        [2, 2],
      ],
      ['- decreasing: { along: a, strictly: true }\n  column: b', 'fail', { failing: 1 }],
    ),
    s(
      ['expect_column_value_lengths_to_be_between', 'both ends count, NULL passes'],
      ['ab', 'abcd', N],
      ['- length: { at_least: 2, at_most: 4 }', 'pass'],
    ),
    s(
      ['expect_column_value_lengths_to_equal', 'one too long'],
      ['PT', 'PRT', N],
      ['- length: 2', 'fail', { failing: 1 }],
    ),
    s(
      ['expect_column_values_to_match_like_pattern_list', 'one of two'],
      ['ab', 'cd', N],
      ["- like: { any_of: ['a%', 'c%'] }", 'pass'],
    ),
    s(
      ['expect_column_values_to_match_regex', 'a match anywhere, NULL passes'],
      ['xa1', N],
      ["- matches: 'a[0-9]'", 'pass'],
    ),
    s(
      ['expect_column_values_to_match_regex_list', 'match_on: all'],
      ['ab', 'a', N],
      ["- matches: { all_of: ['^a', 'b$'] }", 'fail', { failing: 1 }],
    ),
    s(
      ['expect_column_values_to_match_regex_list', 'one of two'],
      ['ab', 'cd', N],
      ["- matches: { any_of: ['^a', '^c'] }", 'pass'],
    ),
    s(
      ['expect_column_values_to_not_match_like_pattern', 'NULL passes'],
      ['b', N],
      ["- like: { none_of: ['a%'] }", 'pass'],
    ),
    s(
      ['expect_column_values_to_not_match_like_pattern_list', 'one that fits, match_on: all'],
      ['ab', 'x'],
      ["- like: { none_of: ['a%', 'c%'] }", 'fail', { failing: 1 }],
    ),
    s(
      ['expect_column_values_to_not_match_like_pattern_list', 'one that fits, without match_on'],
      ['ab'],
      ["- like: { none_of: ['a%', 'c%'] }", 'pass', { differs: true }],
    ),
    s(
      ['expect_column_values_to_not_match_regex', 'a match anywhere'],
      ['xa', N],
      ['- matches: { none_of: [a] }', 'fail', { failing: 1 }],
    ),
    s(
      ['expect_column_values_to_not_match_regex_list', 'one that fits, match_on: all'],
      ['ab', 'x'],
      ["- matches: { none_of: ['^a', '^c'] }", 'fail', { failing: 1 }],
    ),
    n(
      ['expect_column_distinct_count_to_be_less_than', 'just as many'],
      [1, 2],
      ['- distinct_count: { below: 2 }', 'fail'],
    ),
    ab(
      ['expect_column_distinct_count_to_equal_other_table', 'NULL is no value'],
      [
        [1, 2],
        [1, 3],
        [N, 4],
      ],
      ['- reconcile: { of: count(distinct a), equals: { table: shop.others } }', 'pass', { others: three }],
    ),
    n(
      ['expect_column_distinct_count_to_equal', 'NULL is no value'],
      [1, 2, N],
      ['- distinct_count: { equals: 2 }', 'pass'],
    ),
    s(
      ['expect_column_distinct_values_to_be_in_set', 'a value that stands there once'],
      ['a', 'x'],
      ['- one_of: [a, b]', 'fail', { failing: 1 }],
    ),
    s(
      ['expect_column_distinct_values_to_contain_set', 'a value is missing'],
      ['a', N],
      ['- contains_all: [a, b]', 'fail', { failing: 1 }],
    ),
    n(
      ['expect_column_mean_to_be_between', 'NULL is left out'],
      [1, 3, N],
      ['- aggregate: { of: avg(v), equals: 2 }\n  name: mean', 'pass'],
    ),
    n(
      ['expect_column_median_to_be_between', 'interpolated'],
      [1, 2, 3, 4],
      ['- aggregate: { of: median(v), equals: 2.5 }\n  name: median', 'pass'],
    ),
    n(
      ['expect_column_min_to_be_between', 'both ends count'],
      [1, 3, N],
      ['- aggregate: { of: min(v), at_least: 1, at_most: 1 }\n  name: min', 'pass'],
    ),
    n(
      ['expect_column_stdev_to_be_between', 'of a sample'],
      [1, 3],
      ['- aggregate: { of: stddev(v), at_least: 1.41, at_most: 1.42 }\n  name: deviation', 'pass'],
    ),
    n(
      ['expect_column_sum_to_be_between', 'NULL is left out'],
      [1, 3, N],
      ['- aggregate: { of: sum(v), equals: 4 }\n  name: sum', 'pass'],
    ),
    n(
      ['expect_column_unique_value_count_to_be_between', 'different values, NULL is none'],
      [1, 1, 2, N],
      ['- distinct_count: { at_least: 2, at_most: 2 }', 'pass'],
    ),
    ab(
      ['expect_column_pair_values_to_be_equal', 'not equal'],
      [
        [1, 1],
        [1, 2],
      ],
      ['- compare: { equals: b }\n  column: a', 'fail', { failing: 1 }],
    ),
    ab(
      ['expect_column_pair_values_to_be_in_set', 'a pair that nobody listed'],
      [
        [1, 1],
        [1, 2],
      ],
      ['- pairs: { columns: [a, b], one_of: [[1, 1]] }', 'fail', { failing: 1 }],
    ),
    ab(
      ['expect_column_pair_values_to_be_in_set', 'a NULL beside a value that stands in no pair'],
      [[N, 5]],
      ['- pairs: { columns: [a, b], one_of: [[1, 1]] }', 'fail', { differs: true }],
    ),
    ab(
      ['expect_multicolumn_sum_to_be_between', 'over all rows, both ends count'],
      [
        [1, 2],
        [N, 3],
      ],
      ['- aggregate: { of: sum(a) + sum(b), at_least: 6, at_most: 6 }', 'pass'],
    ),
    ab(
      ['expect_column_values_to_be_within_n_stdevs', 'the sum of a group far from the others'],
      [...Array.from({ length: 12 }, (_, i) => [i, 1]), [99, 100]],
      [
        '- sql: select * from (select a, sum(b) as total, avg(sum(b)) over () as mean, stddev(sum(b)) over () as deviation from shop.rows group by a) sums where abs(total - mean) > 3 * deviation\n  name: alike',
        'fail',
        { failing: 1 },
      ],
    ),
  ],
};
