import { type Cases, column } from './case.ts';

const n = column('integer');
const s = column('varchar');
const d = column('date');
const N = null;
const pairs = { columns: 'a integer, b integer' };

export const dbtCore: Cases = {
  tool: 'dbt core',
  source: 'the SQL of dbt-core 1.11.16, dbt/include/global_project/macros/generic_test_sql',
  cases: [
    s(['unique', 'NULLs do not repeat each other'], ['a', N, N], ['- unique: true', 'pass']),
    s(['unique', 'a value twice'], ['a', 'a', 'b'], ['- unique: true', 'fail']),
    s(['not_null', 'a NULL'], ['a', N], ['- not_null: true', 'fail', { failing: 1 }]),
    s(['accepted_values', 'NULL is left alone'], ['a', N], ['- one_of: [a]', 'pass']),
    s(['accepted_values', 'letters of another case'], ['a', 'A'], ['- one_of: [a]', 'fail']),
    n(['relationships', 'NULL refers to nothing'], [1, N], ['- references: shop.rows.v', 'pass']),
  ],
};

export const dbtUtils: Cases = {
  tool: 'dbt-utils',
  source: 'the SQL of dbt-utils 1.3, macros/generic_tests',
  cases: [
    n(['accepted_range', 'both ends count, NULL passes'], [0, 10, N], ['- between: [0, 10]', 'pass']),
    n(['accepted_range', 'inclusive: false'], [0, 5], ['- between: { above: 0 }', 'fail', { failing: 1 }]),
    {
      ...{ test: 'accepted_range', title: 'a bound that is a column, and NULL', ...pairs, there: 'pass' },
      rows: [
        [1, 2],
        [2, 2],
        [3, N],
        [N, 1],
      ],
      check: '- compare: { at_most: b }\n  column: a',
    },
    {
      ...{ test: 'expression_is_true', title: 'NULL passes', ...pairs, there: 'pass', differs: true },
      rows: [
        [1, 1],
        [1, N],
      ],
      check: '- holds: a = b',
    },
    {
      ...{ test: 'expression_is_true', title: 'NULL passes where that is written', ...pairs, there: 'pass' },
      rows: [
        [1, 1],
        [1, N],
      ],
      check: '- holds: coalesce(a = b, true)',
    },
    n(['at_least_one', 'NULLs alone'], [N, N], ['- at_least_one: true', 'fail']),
    n(['not_constant', 'NULLs alone'], [N, N], ['- not_constant: true', 'pass']),
    n(['not_constant', 'one value and NULL'], [1, 1, N], ['- not_constant: true', 'fail']),
    s(['not_empty_string', 'blanks are trimmed, NULL passes'], [' ', N], ['- not_blank: true', 'fail', { failing: 1 }]),
    s(['not_empty_string', 'blanks count with trim_whitespace: false'], [' ', N], ["- none_of: ['']", 'pass']),
    n(['not_null_proportion', 'just the share'], [1, N], ['- null_share: { at_most: 50% }', 'pass']),
    n(['not_null_proportion', 'less than the share'], [1, N, N], ['- null_share: { at_most: 50% }', 'fail']),
    s(['not_accepted_values', 'NULL is left alone'], ['a', N], ['- none_of: [x]', 'pass']),
    n(['sequential_values', 'a repetition'], [1, 2, 2], ['- sequential: true', 'fail', { failing: 1 }]),
    n(['sequential_values', 'a hole'], [1, 3], ['- sequential: true', 'fail', { failing: 1 }]),
    n(['sequential_values', 'NULL is passed over'], [N, 1, 2], ['- sequential: true', 'pass']),
    {
      ...{ test: 'unique_combination_of_columns', title: 'NULLs equal each other', ...pairs, there: 'fail' },
      rows: [
        [1, N],
        [1, N],
      ],
      check: '- unique: { columns: [a, b], nulls: equal }',
    },
    {
      ...{ test: 'mutually_exclusive_ranges', title: 'one ends where the next begins', ...pairs, there: 'pass' },
      rows: [
        [0, 1],
        [1, 2],
        [3, 4],
      ],
      check: '- no_overlap: { from: a, to: b }',
    },
    {
      ...{ test: 'mutually_exclusive_ranges', title: 'gaps: not_allowed', ...pairs, there: 'fail', failing: 1 },
      rows: [
        [0, 1],
        [1, 2],
        [3, 4],
      ],
      check: '- no_overlap: { from: a, to: b, gaps: forbidden }',
    },
    {
      ...{ test: 'mutually_exclusive_ranges', title: 'gaps: required', ...pairs, there: 'fail', failing: 1 },
      rows: [
        [0, 1],
        [1, 2],
        [3, 4],
      ],
      check: '- no_overlap: { from: a, to: b, gaps: required }',
    },
    {
      ...{ test: 'mutually_exclusive_ranges', title: 'an end that is NULL', ...pairs, there: 'fail', differs: true },
      rows: [
        [0, 1],
        [1, N],
      ],
      check: '- no_overlap: { from: a, to: b }',
    },
    {
      ...{ test: 'mutually_exclusive_ranges', title: 'of no length', ...pairs, there: 'fail', failing: 1 },
      rows: [
        [0, 0],
        [1, 2],
      ],
      check: '- no_overlap: { from: a, to: b }',
    },
    d(['recency', 'no event at all'], [N], ['- freshness: { within: 1d }', 'pass', { differs: true }]),
  ],
};

export const dbtExpectations: Cases = {
  tool: 'dbt-expectations',
  source: 'the SQL of dbt-expectations 0.10, macros/schema_tests',
  cases: [
    n(
      ['expect_column_values_to_be_between', 'both ends count, NULL passes'],
      [0, 10, N],
      ['- between: [0, 10]', 'pass'],
    ),
    s(['expect_column_values_to_be_in_set', 'NULL is left alone'], ['a', N], ['- one_of: [a]', 'pass']),
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
      ['- freshness: { within: 1d }', 'fail', { differs: true }],
    ),
    n(
      ['expect_column_distinct_count_to_be_greater_than', 'just as many'],
      [1, 2],
      ['- distinct_count: { above: 2 }', 'fail'],
    ),
  ],
};
