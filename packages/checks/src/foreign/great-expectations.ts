import { EXPECTATIONS as E } from './expectations.ts';
import { type ForeignTool, later } from './foreign.ts';

const MOSTLY = '`mostly: 0.95` is `error: "> 5%"`; its base are the values that are not NULL, ours all rows.';
const NULL_IGNORED = `NULL is not judged by either. ${MOSTLY}`;
const AGGREGATE =
  'Both ends count; strict_min and strict_max are above and below. NULLs are left out; a column of NULLs alone fails in both.';
const PAIR = 'As with `ignore_row_if: either_value_is_missing`: a row with a NULL on either side is not judged.';

export const greatExpectations: ForeignTool = {
  name: 'Great Expectations',
  version: '1.24',
  tests: {
    expect_column_bootstrapped_ks_test_p_value_to_be_greater_than: later('drift'),
    expect_column_chisquare_test_p_value_to_be_greater_than: {
      is: '- sample_ratio: { expected: { PT: 60, GB: 40 }, significance: 0.05 }\n  column: country',
      differs: 'A value that the partition does not name fails here. NULL is not counted by either.',
    },
    expect_column_distinct_values_to_be_in_set: {
      is: E.expect_column_distinct_values_to_be_in_set,
      differs: 'Offenders are rows here and values there; NULL is left alone by both.',
    },
    expect_column_distinct_values_to_contain_set: { is: E.expect_column_distinct_values_to_contain_set },
    expect_column_distinct_values_to_equal_set: {
      is: E.expect_column_distinct_values_to_equal_set,
      differs: 'NULL is no value in both.',
    },
    expect_column_kl_divergence_to_be_less_than: later('drift'),
    expect_column_max_to_be_between: { is: E.expect_column_max_to_be_between, differs: AGGREGATE },
    expect_column_mean_to_be_between: { is: E.expect_column_mean_to_be_between, differs: AGGREGATE },
    expect_column_median_to_be_between: { is: E.expect_column_median_to_be_between, differs: AGGREGATE },
    expect_column_min_to_be_between: { is: E.expect_column_min_to_be_between, differs: AGGREGATE },
    expect_column_most_common_value_to_be_in_set: {
      is: '- most_common: [PT, GB]\n  column: country',
      differs: '`ties_okay: true` is `{ one_of: […], ties: allowed }`. NULL is no value in both.',
    },
    expect_column_pair_cramers_phi_value_to_be_less_than: {
      is: '- mutual_information: { columns: [country, currency], at_most: 2 }',
      differs: 'Another measure of the same: 0 where one column tells nothing of the other, in nats instead of 0 to 1.',
    },
    expect_column_pair_values_a_to_be_greater_than_b: {
      is: E.expect_column_pair_values_A_to_be_greater_than_B,
      differs: PAIR,
    },
    expect_column_pair_values_to_be_equal: { is: E.expect_column_pair_values_to_be_equal, differs: PAIR },
    expect_column_pair_values_to_be_in_set: { is: E.expect_column_pair_values_to_be_in_set, differs: PAIR },
    expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than: later('drift'),
    expect_column_proportion_of_non_null_values_to_be_between: {
      is: '- share: { of: email is not null, at_least: 50%, at_most: 100% }',
      differs: 'Both ends count in both.',
    },
    expect_column_proportion_of_unique_values_to_be_between: {
      is: E.expect_column_proportion_of_unique_values_to_be_between,
      differs: 'Distinct values over values that are not NULL, as there.',
    },
    expect_column_quantile_values_to_be_between: {
      is: E.expect_column_quantile_values_to_be_between,
      differs: 'Between two values we interpolate; there the engine decides.',
    },
    expect_column_stdev_to_be_between: {
      is: E.expect_column_stdev_to_be_between,
      differs: `The deviation of a sample, as there. ${AGGREGATE}`,
    },
    expect_column_sum_to_be_between: { is: E.expect_column_sum_to_be_between, differs: AGGREGATE },
    expect_column_to_exist: {
      is: E.expect_column_to_exist,
      differs: 'With column_index write the whole list in its order.',
    },
    expect_column_type_to_be: {
      is: E.expect_column_values_to_be_of_type,
      differs: 'Types are families (text, integer, decimal, …) or the exact type.',
    },
    expect_column_unique_value_count_to_be_between: {
      is: E.expect_column_unique_value_count_to_be_between,
      differs: 'Both ends count and NULL is no value, in both.',
    },
    expect_column_value_lengths_to_be_between: {
      is: E.expect_column_value_lengths_to_be_between,
      differs: NULL_IGNORED,
    },
    expect_column_value_lengths_to_equal: { is: E.expect_column_value_lengths_to_equal, differs: NULL_IGNORED },
    expect_column_value_z_scores_to_be_less_than: {
      is: '- outliers: { method: z_score, beyond: 3, side: above }\n  column: total',
      differs: '`double_sided: true` is without a side. A score of just the threshold fails in both.',
    },
    expect_column_values_to_be_between: {
      is: E.expect_column_values_to_be_between,
      differs: `Both ends count unless strict. ${NULL_IGNORED}`,
    },
    expect_column_values_to_be_dateutil_parseable: {
      is: '- parseable: date\n  column: delivered_text',
      differs: 'ISO 8601 alone; dateutil guesses many forms. NULL is not judged by either.',
    },
    expect_column_values_to_be_decreasing: {
      is: E.expect_column_values_to_be_decreasing,
      differs:
        'There rows keep the order of the batch; a table has none, so the order is named. Not strict unless said, there.',
    },
    expect_column_values_to_be_in_set: { is: E.expect_column_values_to_be_in_set, differs: NULL_IGNORED },
    expect_column_values_to_be_in_type_list: {
      is: E.expect_column_values_to_be_in_type_list,
      differs: 'Types are families (text, integer, decimal, …) or the exact type.',
    },
    expect_column_values_to_be_increasing: {
      is: E.expect_column_values_to_be_increasing,
      differs: 'There rows keep the order of the batch; a table has none, so `along:` names it. NULLs are passed over.',
    },
    expect_column_values_to_be_json_parseable: {
      is: '- json_schema: {}\n  column: payload',
      differs: 'The empty schema takes any JSON. Different values are fetched, up to the bound that the kind names.',
    },
    expect_column_values_to_be_null: { is: E.expect_column_values_to_be_null, differs: MOSTLY },
    expect_column_values_to_be_of_type: {
      is: E.expect_column_values_to_be_of_type,
      differs: 'Types are families (text, integer, decimal, …) or the exact type.',
    },
    expect_column_values_to_be_unique: {
      is: E.expect_column_values_to_be_unique,
      differs: `All rows of a repeated value count, in both. ${NULL_IGNORED}`,
    },
    expect_column_values_to_match_json_schema: {
      is: '- json_schema: { type: object, properties: { gift: { type: boolean } } }\n  column: payload',
      differs: `Draft 7. Different values are fetched, up to the bound that the kind names. ${NULL_IGNORED}`,
    },
    expect_column_values_to_match_like_pattern: {
      is: E.expect_column_values_to_match_like_pattern,
      differs: NULL_IGNORED,
    },
    expect_column_values_to_match_like_pattern_list: {
      is: E.expect_column_values_to_match_like_pattern_list,
      differs: `\`match_on: all\` is all_of. ${NULL_IGNORED}`,
    },
    expect_column_values_to_match_regex: {
      is: E.expect_column_values_to_match_regex,
      differs: `A match anywhere counts, in both; no lookaround and no back-references here. ${NULL_IGNORED}`,
    },
    expect_column_values_to_match_regex_list: {
      is: E.expect_column_values_to_match_regex_list,
      differs: `\`match_on: all\` is all_of. ${NULL_IGNORED}`,
    },
    expect_column_values_to_match_strftime_format: {
      is: '- parseable: date\n  column: delivered_text',
      differs:
        '%Y-%m-%d alone, months and days of two digits (one is enough there); other forms are written matches. NULL is not judged by either.',
    },
    expect_column_values_to_not_be_in_set: { is: E.expect_column_values_to_not_be_in_set, differs: NULL_IGNORED },
    expect_column_values_to_not_be_null: {
      is: E.expect_column_values_to_not_be_null,
      differs: '`mostly: 0.95` is `error: "> 5%"`, with the same base: all rows.',
    },
    expect_column_values_to_not_be_outliers: {
      is: '- outliers: { method: iqr, beyond: 1.5 }\n  column: total',
      differs: '`method: std` is z_score. A value just on the fence of iqr passes there.',
    },
    expect_column_values_to_not_match_like_pattern: {
      is: E.expect_column_values_to_not_match_like_pattern,
      differs: NULL_IGNORED,
    },
    expect_column_values_to_not_match_like_pattern_list: {
      is: E.expect_column_values_to_not_match_like_pattern_list,
      differs: NULL_IGNORED,
    },
    expect_column_values_to_not_match_regex: { is: E.expect_column_values_to_not_match_regex, differs: NULL_IGNORED },
    expect_column_values_to_not_match_regex_list: {
      is: E.expect_column_values_to_not_match_regex_list,
      differs: NULL_IGNORED,
    },
    expect_compound_columns_to_be_unique: {
      is: E.expect_compound_columns_to_be_unique,
      differs:
        'Rows of NULLs alone are left out and NULLs equal each other, in both; `ignore_row_if: any_value_is_missing` is plain unique.',
    },
    expect_multicolumn_sum_to_equal: {
      is: '- row_sum: { columns: [net, tax], equals: total }',
      differs:
        'Each row is summed by itself, in both; the total may also be a column. A NULL adds nothing here and fails its row there.',
    },
    expect_multicolumn_values_to_be_equal: {
      is: '- holds: net + tax = total or net is null and tax is null and total is null',
      differs: 'Two NULLs are equal there; here it is written out. Rows of NULLs alone are left out in both.',
    },
    expect_multicolumn_values_to_be_unique: {
      is: E.expect_select_column_values_to_be_unique_within_record,
      differs: 'NULL equals nothing here; there it equals another NULL, unless `ignore_row_if: any_value_is_missing`.',
    },
    expect_query_results_to_match_comparison: {
      is: '- sql: select order_id, line, total from shop.orders except select order_id, line, total from shop.orders_copy\n  name: the copy has every order',
      differs: 'Both queries read the same warehouse here. The whole results are compared, not 200 rows of them.',
    },
    expect_select_column_values_to_be_unique_within_record: {
      is: E.expect_select_column_values_to_be_unique_within_record,
      differs: 'NULL equals nothing here; there it equals another NULL, unless `ignore_row_if: any_value_is_missing`.',
    },
    expect_table_column_count_to_be_between: { is: E.expect_table_column_count_to_be_between },
    expect_table_column_count_to_equal: { is: E.expect_table_column_count_to_equal },
    expect_table_columns_to_match_ordered_list: { is: E.expect_table_columns_to_match_ordered_list },
    expect_table_columns_to_match_set: {
      is: E.expect_table_columns_to_match_set,
      differs: '`exact_match: false` is include.',
    },
    expect_table_row_count_to_be_between: {
      is: E.expect_table_row_count_to_be_between,
      differs: 'Both ends count in both.',
    },
    expect_table_row_count_to_equal: { is: E.expect_table_row_count_to_equal },
    expect_table_row_count_to_equal_other_table: { is: E.expect_table_row_count_to_equal_other_table },
    unexpected_rows_expectation: {
      is: '- sql: select order_id from shop.orders where total < 0\n  name: no order is negative',
      differs: 'Tables are named with their schema instead of {batch}.',
    },
  },
};
