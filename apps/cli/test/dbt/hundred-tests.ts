/** Where a test stands: a table, or a column of it. */
export interface Placed {
  readonly table: string;
  readonly column?: string;
  readonly test: string | Readonly<Record<string, unknown>>;
}

type Args = Readonly<Record<string, unknown>>;

const of = (name: string, args: Args = {}, config: Args = {}): Placed['test'] => {
  const said = {
    ...(Object.keys(args).length > 0 ? { arguments: args } : {}),
    ...(Object.keys(config).length > 0 ? { config } : {}),
  };
  return Object.keys(said).length > 0 ? { [name]: said } : name;
};
const utils = (name: string, args: Args = {}, config: Args = {}) => of(`dbt_utils.${name}`, args, config);
const expect = (name: string, args: Args = {}, config: Args = {}) =>
  of(`dbt_expectations.expect_${name}`, args, config);
const on = (table: string, column: string | undefined, ...tests: readonly Placed['test'][]): readonly Placed[] =>
  tests.map((test) => (column === undefined ? { table, test } : { table, column, test }));

const warn = { severity: 'warn' };

/** A hundred tests of many kinds, severities, limits and filters; about half of them fail on the bakery's data. */
export const HUNDRED: readonly Placed[] = [
  ...on(
    'customers',
    'customer_id',
    'not_null',
    'unique',
    expect('column_values_to_be_unique'),
    utils('sequential_values'),
  ),
  ...on('customers', 'country', 'not_null', of('not_null', {}, { where: 'customer_id <> 5' })),
  ...on(
    'customers',
    'country',
    of('accepted_values', { values: ['PT', 'ES', 'DE'] }),
    of('accepted_values', { values: ['PT', 'ES'] }),
    of('accepted_values', { values: ['PT'] }, { warn_if: '> 1', error_if: '> 2' }),
    expect('column_value_lengths_to_equal', { value: 2 }),
    expect('column_distinct_count_to_equal', { value: 3 }),
    expect('column_distinct_count_to_be_greater_than', { value: 3 }),
    expect('column_distinct_values_to_equal_set', { value_set: ['PT', 'ES', 'DE'], row_condition: 'customer_id <> 5' }),
    expect('column_distinct_values_to_contain_set', { value_set: ['PT', 'FR'] }),
    utils('not_constant'),
  ),
  ...on(
    'customers',
    'email',
    'unique',
    of('unique', {}, warn),
    of('unique', {}, { error_if: '> 1', warn_if: '> 0' }),
    of('not_null', {}, { severity: 'error', error_if: '>= 2', warn_if: '>= 1' }),
    utils('at_least_one'),
    utils('not_null_proportion', { at_least: 0.8 }),
    utils('not_null_proportion', { at_least: 0.9 }),
    expect('column_values_to_match_like_pattern', { like_pattern: '%@%' }),
    expect('column_values_to_match_like_pattern_list', { like_pattern_list: ['%@%', 'eve%'] }),
    expect('column_values_to_not_match_like_pattern', { like_pattern: 'eve%' }),
    expect('column_values_to_match_regex', { regex: '^[a-z]+@example[.]com$' }),
    expect('column_values_to_not_match_regex', { regex: ' ' }),
    expect('column_values_to_match_regex_list', { regex_list: ['@', '^eve'] }),
    expect('column_values_to_not_be_null', { row_condition: 'customer_id < 7' }),
    expect('column_proportion_of_unique_values_to_be_between', { min_value: 0.9 }),
  ),
  ...on(
    'customers',
    'city',
    utils('not_empty_string'),
    utils('not_empty_string', { trim_whitespace: false }),
    expect('column_values_to_have_consistent_casing'),
    utils('not_accepted_values', { values: ['Atlantis'] }),
    utils('not_accepted_values', { values: ['Porto', 'Faro'] }, warn),
    expect('column_value_lengths_to_be_between', { min_value: 3, max_value: 10 }),
  ),
  ...on(
    'customers',
    'signed_up',
    expect('column_values_to_be_increasing', { sort_column: 'customer_id' }),
    expect('column_values_to_be_decreasing', { sort_column: 'customer_id' }),
    expect('column_values_to_be_between', { min_value: "date '2025-01-01'", max_value: "date '2025-01-31'" }),
  ),
  ...on(
    'customers',
    'points',
    utils('accepted_range', { min_value: 10, max_value: 100 }),
    utils('accepted_range', { min_value: 10, inclusive: false }),
    utils('accepted_range', { min_value: 'customer_id' }),
    expect('column_max_to_be_between', { max_value: 1000 }),
    expect('column_min_to_be_between', { min_value: 10, strictly: true }),
    expect('column_mean_to_be_between', { min_value: 100, max_value: 200 }),
    expect('column_median_to_be_between', { min_value: 30, max_value: 40 }),
    expect('column_stdev_to_be_between', { max_value: 100 }),
    expect('column_quantile_values_to_be_between', { quantile: 0.5, min_value: 35, max_value: 35 }),
  ),
  ...on(
    'orders',
    'order_id',
    of('unique', {}, { where: 'order_id < 7' }),
    'unique',
    utils('cardinality_equality', { to: "ref('archive')", field: 'order_id' }),
    expect('column_values_to_be_increasing', { sort_column: 'placed_at', strictly: false }),
  ),
  ...on(
    'orders',
    'customer_id',
    of('relationships', { to: "ref('customers')", field: 'customer_id' }),
    of('relationships', { to: "ref('customers')", field: 'customer_id' }, { severity: 'error', error_if: '> 1' }),
    of('relationships', { to: "ref('customers')", field: 'customer_id' }, { where: "status <> 'paid'" }),
    utils('relationships_where', { to: "ref('customers')", field: 'customer_id', from_condition: 'customer_id < 9' }),
    utils('relationships_where', { to: "ref('customers')", field: 'customer_id', to_condition: "country = 'PT'" }),
  ),
  ...on(
    'orders',
    'status',
    of('accepted_values', { values: ['open', 'paid', 'lost'] }),
    of('accepted_values', { values: ['open', 'paid', 'Paid', 'lost'] }, { tags: ['finance'] }),
    expect('column_values_to_be_in_set', { value_set: ['paid'], row_condition: 'total > 10' }),
    expect('column_distinct_values_to_be_in_set', { value_set: ['open', 'paid'] }, warn),
    expect('column_values_to_not_be_in_set', { value_set: ['test'] }),
    expect('column_most_common_value_to_be_in_set', { value_set: ['paid'], top_n: 1 }),
    expect('column_unique_value_count_to_be_between', { min_value: 1, max_value: 3 }),
  ),
  ...on('orders', 'legacy', expect('column_values_to_be_null'), utils('at_least_one'), utils('not_constant')),
  ...on('orders', 'tax', utils('expression_is_true', { expression: '>= 0' })),
  ...on(
    'orders',
    'discount',
    utils('accepted_range', { max_value: 1, inclusive: true }),
    expect('column_sum_to_be_between', { max_value: 3, strictly: true }),
  ),
  ...on(
    'orders',
    undefined,
    utils('expression_is_true', { expression: 'total = net + tax' }),
    utils('expression_is_true', { expression: 'total = net + tax' }, { where: 'order_id <> 5' }),
    utils('equal_rowcount', { compare_model: "ref('archive')" }),
    utils('fewer_rows_than', { compare_model: "ref('archive')" }),
    utils('unique_combination_of_columns', { combination_of_columns: ['order_id', 'placed_at'] }),
    utils(
      'unique_combination_of_columns',
      { combination_of_columns: ['order_id', 'placed_at'] },
      { error_if: '> 1', warn_if: '> 1' },
    ),
    utils('recency', { field: 'placed_at', datepart: 'day', interval: 1 }),
    utils('recency', { field: 'placed_at', datepart: 'hour', interval: 12 }),
    utils('equality', { compare_model: "ref('archive')", compare_columns: ['order_id', 'total'] }),
    expect('table_row_count_to_equal', { value: 8 }),
    expect('table_row_count_to_be_between', { min_value: 8, strictly: true }),
    expect('table_row_count_to_be_between', { min_value: 2, group_by: ['country'] }),
    expect('table_row_count_to_equal_other_table', {
      compare_model: "ref('archive')",
      row_condition: 'order_id < 7',
      compare_row_condition: 'order_id < 7',
    }),
    expect('table_aggregation_to_equal_other_table', {
      expression: 'sum(total)',
      compare_model: "ref('archive')",
      tolerance: 4.0,
    }),
    expect('column_pair_values_A_to_be_greater_than_B', { column_A: 'shipped_at', column_B: 'placed_at' }),
    expect('column_pair_values_to_be_equal', { column_A: 'total', column_B: 'net' }, { where: 'tax is null' }),
    expect('column_pair_values_to_be_in_set', {
      column_A: 'country',
      column_B: 'currency',
      value_pairs_set: [
        ["'PT'", "'EUR'"],
        ["'ES'", "'EUR'"],
        ["'DE'", "'EUR'"],
        ["'GB'", "'GBP'"],
      ],
    }),
    expect('compound_columns_to_be_unique', {
      column_list: ['order_id', 'customer_id'],
      row_condition: 'order_id < 7',
    }),
    expect('multicolumn_sum_to_equal', { column_list: ['net', 'tax'], sum_total: 123 }),
    expect('select_column_values_to_be_unique_within_record', { column_list: ['net', 'tax', 'total'] }),
  ),
  ...on('prices', 'sku', of('not_null', {}, warn)),
  ...on('days', 'day', 'unique'),
  ...on(
    'prices',
    undefined,
    utils('mutually_exclusive_ranges', {
      lower_bound_column: 'valid_from',
      upper_bound_column: 'valid_to',
      partition_by: 'sku',
    }),
    utils(
      'mutually_exclusive_ranges',
      { lower_bound_column: 'valid_from', upper_bound_column: 'valid_to', partition_by: 'sku', gaps: 'not_allowed' },
      { where: "sku = 'cake'" },
    ),
    utils(
      'mutually_exclusive_ranges',
      { lower_bound_column: 'valid_from', upper_bound_column: 'valid_to', partition_by: 'sku', gaps: 'not_allowed' },
      { where: "sku = 'bun'" },
    ),
    expect('column_pair_values_A_to_be_greater_than_B', { column_A: 'price', column_B: 'was', or_equal: true }),
  ),
  ...on(
    'days',
    'place',
    utils('sequential_values'),
    expect('column_values_to_be_between', { min_value: 1, max_value: 5, strictly: true }),
  ),
  ...on('days', 'visitors', expect('column_max_to_be_between', { max_value: 26, group_by: ['shop'] })),
  ...on(
    'days',
    undefined,
    expect('row_values_to_have_data_for_every_n_datepart', { date_col: 'day', date_part: 'day' }),
  ),
];
