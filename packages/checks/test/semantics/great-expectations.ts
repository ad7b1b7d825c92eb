import { type Cases, column, table } from './case.ts';

const n = column('double');
const s = column('varchar');
const ab = table('a integer, b integer');
const N = null;
const one = { columns: 'a integer, b integer', rows: [[1, 2]] };

const is = (name: string, title: string) => [`expect_${name}`, title] as const;
const pairs = { columns: 'a integer, b integer' };

export const greatExpectations: Cases = {
  tool: 'Great Expectations',
  source:
    'run with great_expectations 1.24.1 on pandas; LIKE, queries, chi-square and phi, which pandas has not, as documented',
  cases: [
    n(is('column_values_to_be_between', 'both ends count'), [0, 100, N], ['- between: [0, 100]', 'pass']),
    n(
      is('column_values_to_be_between', 'beyond an end'),
      [0, 100, 101, N],
      ['- between: [0, 100]', 'fail', { failing: 1 }],
    ),
    n(
      is('column_values_to_be_between', 'a strict end'),
      [0, 50],
      ['- between: { above: 0, at_most: 100 }', 'fail', { failing: 1 }],
    ),
    n(is('column_values_to_be_between', 'no rows'), [], ['- between: [0, 100]', 'pass']),
    n(
      is('column_values_to_be_between', 'mostly has the values as its base'),
      [1, 2, 3, 101, N, N, N, N],
      ['- between: [0, 100]\n  column: v\n  error: "> 20%"', 'fail', { differs: true }],
    ),
    s(
      is('column_values_to_be_in_set', 'rows of an unexpected value'),
      ['a', 'b', 'x', 'x', N],
      ['- one_of: [a, b]', 'fail', { failing: 2 }],
    ),
    s(is('column_values_to_be_in_set', 'NULL is left alone'), ['a', N], ['- one_of: [a, b]', 'pass']),
    s(is('column_values_to_not_be_in_set', 'NULL is left alone'), ['a', N], ['- none_of: [b]', 'pass']),
    s(
      is('column_values_to_be_unique', 'all rows of a repeated value'),
      ['a', 'a', 'b', N, N],
      ['- unique: true', 'fail', { failing: 2 }],
    ),
    s(is('column_values_to_be_unique', 'NULLs do not repeat each other'), ['a', 'b', N, N], ['- unique: true', 'pass']),
    s(is('column_values_to_not_be_null', 'a NULL'), ['a', N], ['- not_null: true', 'fail', { failing: 1 }]),
    s(
      is('column_values_to_be_null', 'a value'),
      ['a', N],
      ['- holds: v is null\n  name: empty', 'fail', { failing: 1 }],
    ),
    s(is('column_value_lengths_to_equal', 'one too long'), ['PT', 'PRT', N], ['- length: 2', 'fail', { failing: 1 }]),
    s(is('column_value_lengths_to_equal', 'NULL is left alone'), ['PT', N], ['- length: 2', 'pass']),
    s(is('column_values_to_match_regex', 'a match anywhere'), ['xa1', N], ["- matches: 'a[0-9]'", 'pass']),
    s(is('column_values_to_not_match_regex', 'NULL is left alone'), ['b', N], ['- matches: { none_of: [a] }', 'pass']),
    s(
      is('column_values_to_not_match_regex', 'a match anywhere'),
      ['xa'],
      ['- matches: { none_of: [a] }', 'fail', { failing: 1 }],
    ),
    s(
      is('column_distinct_values_to_be_in_set', 'a value that stands there once'),
      ['a', 'x', N],
      ['- one_of: [a, b]', 'fail', { failing: 1 }],
    ),
    s(is('column_distinct_values_to_be_in_set', 'NULL is left alone'), ['a', N], ['- one_of: [a, b]', 'pass']),
    s(
      is('column_distinct_values_to_contain_set', 'a value is missing'),
      ['a', N],
      ['- contains_all: [a, b]', 'fail', { failing: 1 }],
    ),
    s(is('column_distinct_values_to_equal_set', 'NULL is no value'), ['a', 'b', N], ['- equals_set: [a, b]', 'pass']),
    {
      ...{
        test: 'expect_compound_columns_to_be_unique',
        title: 'NULLs equal each other',
        ...pairs,
        there: 'fail',
        failing: 2,
      },
      rows: [
        [1, N],
        [1, N],
        [2, 3],
      ],
      check: '- unique: { columns: [a, b], nulls: equal }\n  where: a is not null or b is not null',
    },
    {
      ...{
        test: 'expect_compound_columns_to_be_unique',
        title: 'rows of NULLs alone are left out',
        ...pairs,
        there: 'pass',
      },
      rows: [
        [N, N],
        [N, N],
      ],
      check: '- unique: { columns: [a, b], nulls: equal }\n  where: a is not null or b is not null',
    },
    {
      ...{ test: 'expect_column_pair_values_a_to_be_greater_than_b', title: 'either is NULL', ...pairs, there: 'pass' },
      rows: [
        [2, 1],
        [N, 1],
      ],
      check: '- compare: { above: b }\n  column: a',
    },
    {
      ...{
        test: 'expect_column_pair_values_a_to_be_greater_than_b',
        title: 'equal is not greater',
        ...pairs,
        there: 'fail',
      },
      rows: [
        [2, 1],
        [1, 1],
      ],
      check: '- compare: { above: b }\n  column: a',
      failing: 1,
    },
    {
      ...{ test: 'expect_column_pair_values_to_be_equal', title: 'either is NULL', ...pairs, there: 'pass' },
      rows: [
        [2, 2],
        [N, 1],
      ],
      check: '- compare: { equals: b }\n  column: a',
    },
    {
      ...{
        test: 'expect_column_pair_values_to_be_in_set',
        title: 'a pair that nobody listed',
        there: 'fail',
        failing: 1,
      },
      columns: 'a varchar, b varchar',
      rows: [
        ['PT', 'EUR'],
        ['GB', 'USD'],
      ],
      check: '- pairs: { columns: [a, b], one_of: [[PT, EUR], [GB, GBP]] }',
    },
    n(
      is('column_max_to_be_between', 'both ends count'),
      [1, 10, N],
      ['- aggregate: { of: max(v), at_least: 10, at_most: 10 }\n  name: max', 'pass'],
    ),
    n(
      is('column_max_to_be_between', 'a strict end'),
      [1, 10],
      ['- aggregate: { of: max(v), at_least: 1, below: 10 }\n  name: max', 'fail'],
    ),
    n(
      is('column_mean_to_be_between', 'NULL is left out'),
      [1, 3, N],
      ['- aggregate: { of: avg(v), equals: 2 }\n  name: mean', 'pass'],
    ),
    n(
      is('column_median_to_be_between', 'NULL is left out, and it is interpolated'),
      [1, 3, N],
      ['- aggregate: { of: median(v), equals: 2 }\n  name: median', 'pass'],
    ),
    n(
      is('column_sum_to_be_between', 'NULL is left out'),
      [1, 3, N],
      ['- aggregate: { of: sum(v), equals: 4 }\n  name: sum', 'pass'],
    ),
    n(
      is('column_stdev_to_be_between', 'of a sample'),
      [1, 3],
      ['- aggregate: { of: stddev(v), at_least: 1.41, at_most: 1.42 }\n  name: stdev', 'pass'],
    ),
    s(
      is('column_unique_value_count_to_be_between', 'NULL is no value'),
      ['a', 'b', N],
      ['- distinct_count: { equals: 2 }', 'pass'],
    ),
    s(
      is('column_proportion_of_unique_values_to_be_between', 'different values over values'),
      ['a', 'a', 'b', N],
      ['- distinct_share: { at_least: 66%, at_most: 67% }', 'pass'],
    ),
    s(
      is('column_proportion_of_non_null_values_to_be_between', 'just the share'),
      ['a', N],
      ['- share: { of: v is not null, at_least: 50%, at_most: 50% }\n  name: there', 'pass'],
    ),
    s(
      is('column_most_common_value_to_be_in_set', 'a tie is a fault'),
      ['a', 'a', 'b', 'b', 'c'],
      ['- most_common: [a]', 'fail'],
    ),
    s(
      is('column_most_common_value_to_be_in_set', 'unless ties_okay'),
      ['a', 'a', 'b', 'b', 'c'],
      ['- most_common: { one_of: [a], ties: allowed }', 'pass'],
    ),
    n(
      is('column_quantile_values_to_be_between', 'between two values'),
      [1, 2, 3, 4],
      ['- quantiles: { 0.5: [2, 2.5] }', 'fail', { differs: true }],
    ),
    n(
      is('column_value_z_scores_to_be_less_than', 'one far from twenty'),
      [...Array.from({ length: 20 }, () => 1), 100],
      ['- outliers: { method: z_score, beyond: 3 }', 'fail', { failing: 1 }],
    ),
    n(
      is('column_value_z_scores_to_be_less_than', 'a score of just the threshold'),
      [0, 0, 0, 4],
      ['- outliers: { method: z_score, beyond: 1.5 }', 'fail', { failing: 1 }],
    ),
    n(
      is('column_value_z_scores_to_be_less_than', 'a score just below the threshold'),
      [0, 0, 0, 4],
      ['- outliers: { method: z_score, beyond: 1.51 }', 'pass'],
    ),
    n(
      is('column_values_to_not_be_outliers', 'just on the fence'),
      [-10, 0, 0, 5, 5, 5, 10, 10, 25],
      ['- outliers: { method: iqr, beyond: 1.5 }', 'pass', { differs: true }],
    ),
    n(
      is('column_values_to_not_be_outliers', 'beyond the fences of Tukey'),
      [1, 2, 3, 4, 100],
      ['- outliers: { method: iqr, beyond: 1.5 }', 'fail', { failing: 1 }],
    ),
    s(
      is('column_values_to_be_dateutil_parseable', 'the 30th of February'),
      ['2025-02-28', '2025-02-30'],
      ['- parseable: date', 'fail', { failing: 1 }],
    ),
    {
      ...{
        test: 'expect_multicolumn_sum_to_equal',
        title: 'a NULL among the parts',
        ...pairs,
        there: 'fail',
        differs: true,
      },
      rows: [
        [1, 2],
        [N, 3],
      ],
      check: '- row_sum: { columns: [a, b], equals: 3 }',
    },
    {
      ...{
        test: 'expect_select_column_values_to_be_unique_within_record',
        title: 'a repetition',
        there: 'fail',
        failing: 1,
      },
      columns: 'a integer, b integer, c integer',
      rows: [
        [1, 1, 3],
        [1, 2, 3],
      ],
      check: '- unique_within_row: [a, b, c]',
    },
    {
      ...{
        test: 'expect_select_column_values_to_be_unique_within_record',
        title: 'two NULLs',
        there: 'fail',
        differs: true,
      },
      columns: 'a integer, b integer, c integer',
      rows: [[N, N, 1]],
      check: '- unique_within_row: [a, b, c]',
    },
    {
      ...{
        test: 'expect_column_values_to_be_increasing',
        title: 'equal values',
        columns: 'at integer, v integer',
        there: 'pass',
      },
      rows: [
        [1, 1],
        [2, 1],
        [3, 2],
      ],
      check: '- increasing: { along: at }\n  column: v',
    },
    {
      ...{
        test: 'expect_column_values_to_be_increasing',
        title: 'equal values, strictly',
        columns: 'at integer, v integer',
        there: 'fail',
      },
      rows: [
        [1, 1],
        [2, 1],
        [3, 2],
      ],
      check: '- increasing: { along: at, strictly: true }\n  column: v',
      failing: 1,
    },
    {
      ...{
        test: 'expect_column_values_to_be_decreasing',
        title: 'equal values',
        columns: 'at integer, v integer',
        there: 'pass',
      },
      rows: [
        [1, 3],
        [2, 2],
        [3, 2],
      ],
      check: '- decreasing: { along: at }\n  column: v',
    },
    {
      test: 'expect_table_row_count_to_be_between',
      title: 'both ends count',
      columns: 'v integer',
      rows: [[1], [2]],
      check: '- row_count: { at_least: 2, at_most: 2 }',
      there: 'pass',
    },
    {
      test: 'expect_table_columns_to_match_set',
      title: 'in another order',
      ...pairs,
      rows: [[1, 2]],
      check: '- columns: [b, a]',
      there: 'pass',
    },
    {
      test: 'expect_table_columns_to_match_set',
      title: 'one more',
      ...pairs,
      rows: [[1, 2]],
      check: '- columns: [a]',
      there: 'fail',
    },
    {
      test: 'expect_table_columns_to_match_ordered_list',
      title: 'in another order',
      ...pairs,
      rows: [[1, 2]],
      check: '- columns: { in_order: [b, a] }',
      there: 'fail',
    },
    {
      test: 'expect_column_to_exist',
      title: 'not there',
      ...pairs,
      rows: [[1, 2]],
      check: '- columns: { include: [c] }',
      there: 'fail',
    },
    {
      test: 'expect_table_column_count_to_equal',
      title: 'as many',
      ...pairs,
      rows: [[1, 2]],
      check: '- column_count: { equals: 2 }',
      there: 'pass',
    },
    n(
      is('column_min_to_be_between', 'both ends count'),
      [1, 10, N],
      ['- aggregate: { of: min(v), at_least: 1, at_most: 1 }\n  name: min', 'pass'],
    ),
    n(
      is('column_min_to_be_between', 'NULLs alone'),
      [N, N],
      ['- aggregate: { of: min(v), at_least: 1 }\n  name: min', 'fail'],
    ),
    ab(['expect_column_type_to_be', 'another'], [[1, 2]], ['- column_types: { a: date }', 'fail']),
    ab(
      ['expect_column_values_to_be_in_type_list', 'one of two'],
      [[1, 2]],
      ['- column_types: { a: [integer, date] }', 'pass'],
    ),
    s(
      is('column_value_lengths_to_be_between', 'both ends count'),
      ['PT', 'PRT', 'PORT', N],
      ['- length: { at_least: 2, at_most: 3 }', 'fail', { failing: 1 }],
    ),
    s(
      is('column_values_to_be_json_parseable', 'a number is JSON'),
      ['{"a": 1}', '7', '{a', N],
      ['- json_schema: {}', 'fail', { failing: 1 }],
    ),
    s(
      is('column_values_to_match_json_schema', 'a text for a number'),
      ['{"a": 1}', '{"a": "x"}', N],
      ['- json_schema: { type: object, properties: { a: { type: integer } } }', 'fail', { failing: 1 }],
    ),
    s(
      is('column_values_to_match_like_pattern', 'from the beginning'),
      ['ab', 'xab', N],
      ["- like: 'a%'", 'fail', { failing: 1 }],
    ),
    s(
      is('column_values_to_match_like_pattern_list', 'one of two'),
      ['ab', 'cd', N],
      ["- like: { any_of: ['a%', 'c%'] }", 'pass'],
    ),
    s(
      is('column_values_to_not_match_like_pattern', 'NULL is left alone'),
      ['b', N],
      ["- like: { none_of: ['a%'] }", 'pass'],
    ),
    s(
      is('column_values_to_not_match_like_pattern_list', 'one of two'),
      ['ab', 'x', N],
      ["- like: { none_of: ['a%', 'c%'] }", 'fail', { failing: 1 }],
    ),
    s(
      is('column_values_to_match_regex_list', 'none of two'),
      ['ab', 'cd', 'x', N],
      ["- matches: { any_of: ['^a', '^c'] }", 'fail', { failing: 1 }],
    ),
    s(
      is('column_values_to_match_regex_list', 'match_on: all'),
      ['ab', 'a', N],
      ["- matches: { all_of: ['^a', 'b$'] }", 'fail', { failing: 1 }],
    ),
    s(
      is('column_values_to_not_match_regex_list', 'one each'),
      ['ab', 'cd', 'x', N],
      ['- matches: { none_of: [a, c] }', 'fail', { failing: 2 }],
    ),
    s(
      is('column_values_to_match_strftime_format', 'the 30th of February'),
      ['2025-02-28', '2025-02-30', N],
      ['- parseable: date', 'fail', { failing: 1 }],
    ),
    s(
      is('column_values_to_match_strftime_format', 'a day of one digit'),
      ['2025-2-8'],
      ['- parseable: date', 'pass', { differs: true }],
    ),
    ab(
      ['expect_multicolumn_values_to_be_equal', 'rows of NULLs alone are left out'],
      [
        [1, 1],
        [N, 2],
        [N, N],
      ],
      ['- holds: a = b or a is null and b is null', 'fail', { failing: 1 }],
    ),
    ab(
      ['expect_table_column_count_to_be_between', 'both ends count'],
      [[1, 2]],
      ['- column_count: { at_least: 2, at_most: 2 }', 'pass'],
    ),
    ab(['expect_table_row_count_to_equal', 'one too few'], [[1, 2]], ['- row_count: { equals: 2 }', 'fail']),
    ab(
      ['expect_table_row_count_to_equal_other_table', 'as many'],
      [[3, 4]],
      ['- row_count: { equals: { table: shop.others } }', 'pass', { others: one }],
    ),
    ab(
      ['expect_query_results_to_match_comparison', 'another row'],
      [[1, 3]],
      [
        '- sql: select a, b from shop.rows except select a, b from shop.others\n  name: alike',
        'fail',
        { failing: 1, others: one },
      ],
    ),
    ab(
      ['unexpected_rows_expectation', 'a row'],
      [
        [1, 2],
        [3, 2],
      ],
      ['- sql: select * from shop.rows where a > b\n  name: a is the less', 'fail', { failing: 1 }],
    ),
    ab(
      ['expect_column_pair_cramers_phi_value_to_be_less_than', 'one column tells nothing of the other'],
      [
        [1, 1],
        [1, 2],
        [2, 1],
        [2, 2],
      ],
      ['- mutual_information: { columns: [a, b], at_most: 0.1 }', 'pass'],
    ),
    s(
      is('column_chisquare_test_p_value_to_be_greater_than', 'twelve against none is no chance'),
      [...Array.from({ length: 12 }, () => 'A'), N],
      ['- sample_ratio: { expected: { A: 50, B: 50 }, significance: 0.05 }', 'fail'],
    ),
    s(
      is('column_chisquare_test_p_value_to_be_greater_than', 'two against one may be'),
      ['A', 'A', 'B', N],
      ['- sample_ratio: { expected: { A: 50, B: 50 }, significance: 0.05 }', 'pass'],
    ),
  ],
};
