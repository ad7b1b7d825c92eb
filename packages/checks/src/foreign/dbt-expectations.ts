import { EXPECTATIONS as E } from './expectations.ts';
import { type ForeignTool, later } from './foreign.ts';

const AGGREGATE =
  'Both ends count; `strictly: true` is above and below. A group or column of NULLs alone fails here and passes there.';
const IN_SET = 'A NULL fails there and is left to not_null here; the import adds it.';
const PAIR = 'A row with a NULL on either side is not judged here and passes there.';
const NULL_PASSES = 'NULL passes in both.';
const KEYS = 'dbt-expectations counts repeated keys, Assay the rows that hold them.';

export const dbtExpectations: ForeignTool = {
  name: 'dbt-expectations',
  version: '0.10',
  tests: {
    expect_column_to_exist: {
      is: E.expect_column_to_exist,
      differs:
        'Names are compared as they are written; there in capitals, unless `transform` says otherwise. With column_index write the whole list in its order.',
    },
    expect_row_values_to_have_recent_data: {
      is: '- freshness: { within: 1d }\n  column: placed_at',
      differs:
        'Counted back from the end of as_of at the gate, from the clock in audits; both fail without an event. An event of the future is left out there; one more than a day ahead fails here.',
    },
    expect_grouped_row_values_to_have_recent_data: {
      is: '- freshness: { within: 2d, by: [status] }\n  column: placed_at',
      differs:
        'Counted back from the end of as_of at the gate, from the clock in audits. A group whose key is NULL is one here and passes there; an event of the future is left out there, one more than a day ahead fails here.',
    },
    expect_table_aggregation_to_equal_other_table: {
      is: '- reconcile: { of: sum(total), by: [order_id], within: 0.01, equals: { table: shop.orders_copy, by: [order_id] } }',
      differs:
        'What is absent or NULL counts as 0 and the tolerance counts, in both. A group whose key is NULL finds its like here, never there.',
    },
    expect_table_column_count_to_be_between: { is: E.expect_table_column_count_to_be_between },
    expect_table_column_count_to_equal_other_table: { is: '- column_count: { equals: { table: shop.orders_copy } }' },
    expect_table_column_count_to_equal: { is: E.expect_table_column_count_to_equal },
    expect_table_columns_to_not_contain_set: {
      is: '- columns: { exclude: [password, ssn] }',
      differs: 'Names are compared as they are written; there in capitals, unless `transform` says otherwise.',
    },
    expect_table_columns_to_contain_set: {
      is: '- columns: { include: [order_id, total] }',
      differs: 'Names are compared as they are written; there in capitals, unless `transform` says otherwise.',
    },
    expect_table_columns_to_match_ordered_list: {
      is: E.expect_table_columns_to_match_ordered_list,
      differs: 'Names are compared as they are written; there in capitals, unless `transform` says otherwise.',
    },
    expect_table_columns_to_match_set: {
      is: E.expect_table_columns_to_match_set,
      differs: 'Names are compared as they are written; there in capitals, unless `transform` says otherwise.',
    },
    expect_table_row_count_to_be_between: {
      is: E.expect_table_row_count_to_be_between,
      differs: 'Both ends count. With group_by write aggregate with `of: count(*)` and `by:`.',
    },
    expect_table_row_count_to_equal_other_table: {
      is: E.expect_table_row_count_to_equal_other_table,
      differs: 'With group_by write reconcile with `of: count(*)` and `by:`.',
    },
    expect_table_row_count_to_equal_other_table_times_factor: {
      is: '- reconcile: { of: count(*), equals: { table: shop.customers, of: 2 * count(*) } }',
    },
    expect_table_row_count_to_equal: {
      is: E.expect_table_row_count_to_equal,
      differs: 'With group_by write aggregate with `of: count(*)` and `by:`.',
    },
    expect_column_values_to_be_null: { is: E.expect_column_values_to_be_null },
    expect_column_values_to_not_be_null: { is: E.expect_column_values_to_not_be_null },
    expect_column_values_to_be_unique: {
      is: E.expect_column_values_to_be_unique,
      differs: `${KEYS} Both leave NULL alone.`,
    },
    expect_column_values_to_be_of_type: {
      is: E.expect_column_values_to_be_of_type,
      differs: 'Types are families (text, integer, decimal, …) or the exact type.',
    },
    expect_column_values_to_be_in_type_list: {
      is: E.expect_column_values_to_be_in_type_list,
      differs: 'Types are families (text, integer, decimal, …) or the exact type.',
    },
    expect_column_values_to_have_consistent_casing: {
      is: '- consistent_case: true\n  column: status',
      differs:
        'A NULL is no value here; there it fails, unless `display_inconsistent_columns: true`. The import adds not_null.',
    },
    expect_column_values_to_be_in_set: { is: E.expect_column_values_to_be_in_set, differs: IN_SET },
    expect_column_values_to_not_be_in_set: { is: E.expect_column_values_to_not_be_in_set, differs: NULL_PASSES },
    expect_column_values_to_be_between: {
      is: E.expect_column_values_to_be_between,
      differs: 'Both ends count and NULL passes in both; `strictly: true` is above and below.',
    },
    expect_column_values_to_be_decreasing: {
      is: E.expect_column_values_to_be_decreasing,
      differs:
        'Strict unless said otherwise there, only with `strictly: true` here. Rows without a value are passed over here; there the row after one is not compared.',
    },
    expect_column_values_to_be_increasing: {
      is: E.expect_column_values_to_be_increasing,
      differs:
        'Strict unless said otherwise there, only with `strictly: true` here. Rows without a value are passed over here; there the row after one is not compared.',
    },
    expect_column_value_lengths_to_be_between: {
      is: E.expect_column_value_lengths_to_be_between,
      differs: NULL_PASSES,
    },
    expect_column_value_lengths_to_equal: { is: E.expect_column_value_lengths_to_equal, differs: NULL_PASSES },
    expect_column_values_to_match_like_pattern: { is: E.expect_column_values_to_match_like_pattern },
    expect_column_values_to_match_like_pattern_list: {
      is: E.expect_column_values_to_match_like_pattern_list,
      differs: '`match_on: all` is all_of.',
    },
    expect_column_values_to_match_regex: {
      is: E.expect_column_values_to_match_regex,
      differs: `${NULL_PASSES} No lookaround and no back-references; flags are not taken.`,
    },
    expect_column_values_to_match_regex_list: {
      is: E.expect_column_values_to_match_regex_list,
      differs: '`match_on: all` is all_of.',
    },
    expect_column_values_to_not_match_like_pattern: { is: E.expect_column_values_to_not_match_like_pattern },
    expect_column_values_to_not_match_like_pattern_list: {
      is: E.expect_column_values_to_not_match_like_pattern_list,
      differs: 'As with `match_on: all`. Without it one pattern that does not fit is enough there.',
    },
    expect_column_values_to_not_match_regex: { is: E.expect_column_values_to_not_match_regex },
    expect_column_values_to_not_match_regex_list: {
      is: E.expect_column_values_to_not_match_regex_list,
      differs: 'As with `match_on: all`. Without it one pattern that does not fit is enough there.',
    },
    expect_column_distinct_count_to_be_greater_than: {
      is: '- distinct_count: { at_least: 2 }\n  column: country',
      differs: 'The bound counts: greater than 1 is at least 2.',
    },
    expect_column_distinct_count_to_be_less_than: {
      is: '- distinct_count: { at_most: 9 }\n  column: country',
      differs: 'The bound counts: less than 10 is at most 9.',
    },
    expect_column_distinct_count_to_equal_other_table: {
      is: '- reconcile: { of: count(distinct customer_id), equals: { table: shop.customers } }',
    },
    expect_column_distinct_count_to_equal: {
      is: '- distinct_count: { equals: 2 }\n  column: country',
      differs: 'With group_by write aggregate with `of: count(distinct …)` and `by:`.',
    },
    expect_column_distinct_values_to_be_in_set: {
      is: E.expect_column_distinct_values_to_be_in_set,
      differs: `${IN_SET} dbt-expectations counts unexpected values, Assay the rows that hold them.`,
    },
    expect_column_distinct_values_to_contain_set: { is: E.expect_column_distinct_values_to_contain_set },
    expect_column_distinct_values_to_equal_set: {
      is: E.expect_column_distinct_values_to_equal_set,
      differs: 'A NULL in the column fails there and is no value here; add not_null to fail it.',
    },
    expect_column_max_to_be_between: { is: E.expect_column_max_to_be_between, differs: AGGREGATE },
    expect_column_mean_to_be_between: { is: E.expect_column_mean_to_be_between, differs: AGGREGATE },
    expect_column_median_to_be_between: { is: E.expect_column_median_to_be_between, differs: AGGREGATE },
    expect_column_min_to_be_between: { is: E.expect_column_min_to_be_between, differs: AGGREGATE },
    expect_column_most_common_value_to_be_in_set: {
      is: '- most_common: { one_of: [PT, GB], ties: allowed }\n  column: country',
      differs:
        'Only `top_n: 1`. Of several equally common values the warehouse picks one there; here one of the list is enough with `ties: allowed`. NULL is a value there, and passes where it is the most common.',
    },
    expect_column_proportion_of_unique_values_to_be_between: {
      is: E.expect_column_proportion_of_unique_values_to_be_between,
      differs: `Distinct values over values that are not NULL, as there. ${AGGREGATE}`,
    },
    expect_column_quantile_values_to_be_between: {
      is: E.expect_column_quantile_values_to_be_between,
      differs: AGGREGATE,
    },
    expect_column_stdev_to_be_between: {
      is: E.expect_column_stdev_to_be_between,
      differs: `The deviation of a sample, as there. ${AGGREGATE}`,
    },
    expect_column_sum_to_be_between: { is: E.expect_column_sum_to_be_between, differs: AGGREGATE },
    expect_column_unique_value_count_to_be_between: {
      is: E.expect_column_unique_value_count_to_be_between,
      differs: 'Both ends count; with group_by write aggregate with `of: count(distinct …)` and `by:`.',
    },
    expect_column_pair_values_A_to_be_greater_than_B: {
      is: E.expect_column_pair_values_A_to_be_greater_than_B,
      differs: PAIR,
    },
    expect_column_pair_values_to_be_equal: { is: E.expect_column_pair_values_to_be_equal, differs: PAIR },
    expect_column_pair_values_to_be_in_set: {
      is: E.expect_column_pair_values_to_be_in_set,
      differs: `${PAIR} Unless the other side stands in no pair: then the row fails there.`,
    },
    expect_compound_columns_to_be_unique: {
      is: E.expect_compound_columns_to_be_unique,
      differs: `${KEYS} NULLs equal each other in both; \`ignore_row_if: any_value_is_missing\` is plain unique.`,
    },
    expect_multicolumn_sum_to_equal: {
      is: '- aggregate: { of: sum(net) + sum(tax), equals: 49 }',
      differs: 'The sum runs over all rows, as there. The sum of each row is the kind row_sum.',
    },
    expect_multicolumn_sum_to_be_between: {
      is: '- aggregate: { of: sum(net) + sum(tax), at_least: 40, at_most: 50 }',
      differs: AGGREGATE,
    },
    expect_select_column_values_to_be_unique_within_record: {
      is: E.expect_select_column_values_to_be_unique_within_record,
      differs:
        'NULL equals nothing here; there a record with a NULL fails, unless `ignore_row_if: any_value_is_missing`.',
    },
    expect_column_values_to_be_within_n_moving_stdevs: later('anomaly'),
    expect_column_values_to_be_within_n_stdevs: {
      is: '- sql: select customer_id, total from (select customer_id, sum(total) as total, avg(sum(total)) over () as mean, stddev(sum(total)) over () as deviation from shop.orders group by customer_id) sums where abs(total - mean) > 3 * deviation\n  name: no customer spends unlike the others',
      differs: 'Sums a group, as there. Values of single rows are the kind outliers.',
    },
    expect_row_values_to_have_data_for_every_n_datepart: {
      is: '- no_gaps: day\n  column: placed_on',
      differs:
        'Days, weeks, months, quarters and years. Start and end are the first and last period, or as_of; an exclusion is a waiver or a where.',
    },
  },
};
