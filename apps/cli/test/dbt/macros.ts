/**
 * The tests of dbt-utils and dbt-expectations, written anew after their SQL: the packages themselves come from a
 * registry that a test does not ask. Each is what follows the name of its macro: arguments, then the query.
 */
const UTILS: Readonly<Record<string, readonly [args: string, query: string]>> = {
  equal_rowcount: [
    'model, compare_model',
    "{{ config(fail_calc = 'sum(coalesce(diff_count, 0))') }} select abs((select count(*) from {{ model }}) - (select count(*) from {{ compare_model }})) as diff_count",
  ],
  fewer_rows_than: [
    'model, compare_model',
    "{{ config(fail_calc = 'sum(coalesce(row_count_delta, 0))') }} select greatest((select count(*) from {{ model }}) - (select count(*) from {{ compare_model }}) + 1, 0) as row_count_delta",
  ],
  equality: [
    'model, compare_model, compare_columns',
    '{% set c = compare_columns | join(", ") %} (select {{ c }} from {{ model }} except select {{ c }} from {{ compare_model }}) union all (select {{ c }} from {{ compare_model }} except select {{ c }} from {{ model }})',
  ],
  expression_is_true: [
    'model, expression, column_name=none',
    'select 1 from {{ model }} where not({{ column_name or "" }} {{ expression }})',
  ],
  recency: [
    'model, field, datepart, interval',
    "select * from (select max({{ field }}) as most_recent from {{ model }}) r where most_recent < timestamp '2026-01-01' - interval '{{ interval }} {{ datepart }}'",
  ],
  at_least_one: ['model, column_name', 'select 1 from {{ model }} having count({{ column_name }}) = 0'],
  not_constant: ['model, column_name', 'select 1 from {{ model }} having count(distinct {{ column_name }}) = 1'],
  not_empty_string: [
    'model, column_name, trim_whitespace=true',
    "select * from {{ model }} where {% if trim_whitespace %}trim({{ column_name }}){% else %}{{ column_name }}{% endif %} = ''",
  ],
  cardinality_equality: [
    'model, column_name, to, field',
    'with a as (select {{ column_name }} as v, count(*) as n from {{ model }} group by 1), b as (select {{ field }} as v, count(*) as n from {{ to }} group by 1) (select * from a except select * from b) union all (select * from b except select * from a)',
  ],
  not_null_proportion: [
    'model, column_name, at_least, at_most=1.0',
    'select 1 from (select sum(case when {{ column_name }} is null then 0 else 1 end) / cast(count(*) as double) as p from {{ model }}) s where p < {{ at_least }} or p > {{ at_most }}',
  ],
  not_accepted_values: [
    'model, column_name, values, quote=true',
    "select distinct {{ column_name }} as v from {{ model }} where {{ column_name }} in ({% for v in values %}{% if quote %}'{{ v }}'{% else %}{{ v }}{% endif %}{{ ', ' if not loop.last }}{% endfor %})",
  ],
  relationships_where: [
    "model, column_name, to, field, from_condition='1=1', to_condition='1=1'",
    'with l as (select {{ column_name }} as id from {{ model }} where {{ column_name }} is not null and {{ from_condition }}), r as (select {{ field }} as id from {{ to }} where {{ field }} is not null and {{ to_condition }}) select l.id from l left join r on l.id = r.id where r.id is null',
  ],
  mutually_exclusive_ranges: [
    "model, lower_bound_column, upper_bound_column, partition_by=none, gaps='allowed'",
    "{% set o = {'allowed': '<=', 'not_allowed': '='}[gaps] %} select * from (select {{ lower_bound_column }} as l, {{ upper_bound_column }} as u, lead({{ lower_bound_column }}) over ({% if partition_by %}partition by {{ partition_by }} {% endif %}order by {{ lower_bound_column }}, {{ upper_bound_column }}) as n from {{ model }}) w where not (coalesce(l < u, false) and coalesce(u {{ o }} n, n is null, false))",
  ],
  sequential_values: [
    'model, column_name, interval=1',
    'select * from (select {{ column_name }} as v, lag({{ column_name }}) over (order by {{ column_name }}) as p from {{ model }}) w where not (v = p + {{ interval }})',
  ],
  unique_combination_of_columns: [
    'model, combination_of_columns',
    '{% set c = combination_of_columns | join(", ") %} select {{ c }} from {{ model }} group by {{ c }} having count(*) > 1',
  ],
  accepted_range: [
    'model, column_name, min_value=none, max_value=none, inclusive=true',
    "select * from {{ model }} where 1 = 2 {% if min_value is not none %} or not {{ column_name }} {{ '>=' if inclusive else '>' }} {{ min_value }} {% endif %} {% if max_value is not none %} or not {{ column_name }} {{ '<=' if inclusive else '<' }} {{ max_value }} {% endif %}",
  ],
};

const ROWS = '{{ model }} {% if row_condition %} where {{ row_condition }} {% endif %}';
const SET =
  "({% for v in value_set %}{% if quote_values %}'{{ v }}'{% else %}{{ v }}{% endif %}{{ ', ' if not loop.last }}{% endfor %})";
const ENDS =
  "1 = 1 {% if min_value is not none %} and e >{{ '' if strictly else '=' }} {{ min_value }} {% endif %} {% if max_value is not none %} and e <{{ '' if strictly else '=' }} {{ max_value }} {% endif %}";
const BOUNDS = 'min_value=none, max_value=none, group_by=none, row_condition=none, strictly=false';
const GROUPED = '{% if group_by %} group by {{ group_by | join(", ") }} {% endif %}';

const aggregate = (of: string, more = ''): readonly [string, string] => [
  `model, column_name, ${more}${BOUNDS}`,
  `select * from (select ${of} as e from ${ROWS} ${GROUPED}) g where not (${ENDS})`,
];
const rowwise = (args: string, holds: string): readonly [string, string] => [
  `model, ${args}, row_condition=none`,
  `select * from (select * from ${ROWS}) r where not (${holds})`,
];
const anyLike = (list: string, not: string) =>
  `{% for p in ${list} %} {{ column_name }} ${not} like '{{ p }}' {{ 'or' if match_on == 'any' else 'and' if not loop.last }} {% endfor %}`;

const EXPECTATIONS: Readonly<Record<string, readonly [args: string, query: string]>> = {
  expect_column_values_to_be_null: rowwise('column_name', '{{ column_name }} is null'),
  expect_column_values_to_not_be_null: rowwise('column_name', '{{ column_name }} is not null'),
  expect_column_values_to_be_unique: [
    'model, column_name, row_condition=none',
    `select {{ column_name }} from (select * from ${ROWS}) r where {{ column_name }} is not null group by 1 having count(*) > 1`,
  ],
  expect_column_values_to_be_in_set: [
    'model, column_name, value_set, quote_values=true, row_condition=none',
    `select {{ column_name }} as v from (select * from ${ROWS}) r where {{ column_name }} is null or {{ column_name }} not in ${SET}`,
  ],
  expect_column_distinct_values_to_be_in_set: [
    'model, column_name, value_set, quote_values=true, row_condition=none',
    `select distinct {{ column_name }} as v from (select * from ${ROWS}) r where {{ column_name }} is null or {{ column_name }} not in ${SET}`,
  ],
  expect_column_values_to_not_be_in_set: [
    'model, column_name, value_set, quote_values=true, row_condition=none',
    `select {{ column_name }} as v from (select * from ${ROWS}) r where {{ column_name }} in ${SET}`,
  ],
  expect_column_distinct_values_to_contain_set: [
    'model, column_name, value_set, quote_values=true, row_condition=none',
    `select * from (values {% for v in value_set %}({% if quote_values %}'{{ v }}'{% else %}{{ v }}{% endif %}){{ ', ' if not loop.last }}{% endfor %}) s(v) where v not in (select {{ column_name }} from (select * from ${ROWS}) r where {{ column_name }} is not null)`,
  ],
  expect_column_distinct_values_to_equal_set: [
    'model, column_name, value_set, quote_values=true, row_condition=none',
    `select * from (select distinct {{ column_name }} as c from ${ROWS}) a full outer join (select * from (values {% for v in value_set %}({% if quote_values %}'{{ v }}'{% else %}{{ v }}{% endif %}){{ ', ' if not loop.last }}{% endfor %}) s(v)) b on a.c = b.v where a.c is null or b.v is null`,
  ],
  expect_column_values_to_be_between: rowwise(
    'column_name, min_value=none, max_value=none, strictly=false',
    ENDS.replaceAll(' e ', ' {{ column_name }} '),
  ),
  expect_column_values_to_be_increasing: [
    'model, column_name, sort_column=none, strictly=true, row_condition=none, group_by=none',
    `select * from (select {{ column_name }} as v, lag({{ column_name }}) over ({% if group_by %}partition by {{ group_by | join(", ") }} {% endif %}order by {{ sort_column or column_name }}) as p from ${ROWS}) w where p is not null and not (v >{{ '' if strictly else '=' }} p)`,
  ],
  expect_column_values_to_be_decreasing: [
    'model, column_name, sort_column=none, strictly=true, row_condition=none, group_by=none',
    `select * from (select {{ column_name }} as v, lag({{ column_name }}) over (order by {{ sort_column or column_name }}) as p from ${ROWS}) w where p is not null and not (v <{{ '' if strictly else '=' }} p)`,
  ],
  expect_column_value_lengths_to_equal: rowwise('column_name, value', 'length({{ column_name }}) = {{ value }}'),
  expect_column_value_lengths_to_be_between: rowwise(
    'column_name, min_value=none, max_value=none, strictly=false',
    ENDS.replaceAll(' e ', ' length({{ column_name }}) '),
  ),
  expect_column_values_to_match_like_pattern: rowwise(
    'column_name, like_pattern',
    "{{ column_name }} like '{{ like_pattern }}'",
  ),
  expect_column_values_to_not_match_like_pattern: rowwise(
    'column_name, like_pattern',
    "{{ column_name }} not like '{{ like_pattern }}'",
  ),
  expect_column_values_to_match_like_pattern_list: rowwise(
    "column_name, like_pattern_list, match_on='any'",
    anyLike('like_pattern_list', '').replace(
      "'or' if match_on == 'any' else 'and' if not loop.last",
      "('or' if match_on == 'any' else 'and') if not loop.last",
    ),
  ),
  expect_column_values_to_match_regex: rowwise(
    'column_name, regex',
    "regexp_matches({{ column_name }}, '{{ regex }}')",
  ),
  expect_column_values_to_not_match_regex: rowwise(
    'column_name, regex',
    "not regexp_matches({{ column_name }}, '{{ regex }}')",
  ),
  expect_column_values_to_match_regex_list: rowwise(
    "column_name, regex_list, match_on='any'",
    "{% for p in regex_list %} regexp_matches({{ column_name }}, '{{ p }}') {{ ('or' if match_on == 'any' else 'and') if not loop.last }} {% endfor %}",
  ),
  expect_column_max_to_be_between: aggregate('max({{ column_name }})'),
  expect_column_mean_to_be_between: aggregate('avg({{ column_name }})'),
  expect_column_median_to_be_between: aggregate('median({{ column_name }})'),
  expect_column_min_to_be_between: aggregate('min({{ column_name }})'),
  expect_column_stdev_to_be_between: aggregate('stddev({{ column_name }})'),
  expect_column_sum_to_be_between: aggregate('sum({{ column_name }})'),
  expect_column_unique_value_count_to_be_between: aggregate('count(distinct {{ column_name }})'),
  expect_column_proportion_of_unique_values_to_be_between: aggregate(
    'count(distinct {{ column_name }}) / cast(count({{ column_name }}) as double)',
  ),
  expect_column_quantile_values_to_be_between: aggregate(
    'quantile_cont({{ column_name }}, {{ quantile }})',
    'quantile, ',
  ),
  expect_column_distinct_count_to_equal: [
    'model, column_name, value, group_by=none, row_condition=none',
    `select * from (select count(distinct {{ column_name }}) as e from ${ROWS} ${GROUPED}) g where not (e = {{ value }})`,
  ],
  expect_column_distinct_count_to_be_greater_than: [
    'model, column_name, value, group_by=none, row_condition=none',
    `select * from (select count(distinct {{ column_name }}) as e from ${ROWS} ${GROUPED}) g where not (e > {{ value }})`,
  ],
  expect_column_most_common_value_to_be_in_set: [
    'model, column_name, value_set, top_n, quote_values=true, row_condition=none',
    `select v from (select {{ column_name }} as v, row_number() over (order by count(*) desc) as place from ${ROWS} group by 1) r where place = {{ top_n }} and v not in ${SET}`,
  ],
  expect_table_row_count_to_be_between: [
    `model, ${BOUNDS}`,
    `select * from (select count(*) as e from ${ROWS} ${GROUPED}) g where not (${ENDS})`,
  ],
  expect_table_row_count_to_equal: [
    'model, value, group_by=none, row_condition=none',
    `select * from (select count(*) as e from ${ROWS} ${GROUPED}) g where not (e = {{ value }})`,
  ],
  expect_table_row_count_to_equal_other_table: [
    'model, compare_model, row_condition=none, compare_row_condition=none',
    `select 1 where (select count(*) from ${ROWS}) <> (select count(*) from {{ compare_model }} {% if compare_row_condition %} where {{ compare_row_condition }} {% endif %})`,
  ],
  expect_table_aggregation_to_equal_other_table: [
    'model, expression, compare_model, compare_expression=none, tolerance=0.0',
    'select 1 from (select {{ expression }} as a from {{ model }}) x cross join (select {{ compare_expression or expression }} as b from {{ compare_model }}) y where abs(a - b) > {{ tolerance }}',
  ],
  expect_row_values_to_have_data_for_every_n_datepart: [
    "model, date_col, date_part='day'",
    "with s as (select min({{ date_col }}) as a, max({{ date_col }}) as b from {{ model }}) select d from (select unnest(generate_series(a, b, interval '1 {{ date_part }}')) as d from s) x where cast(d as date) not in (select cast(date_trunc('{{ date_part }}', {{ date_col }}) as date) from {{ model }})",
  ],
  expect_column_pair_values_A_to_be_greater_than_B: rowwise(
    'column_A, column_B, or_equal=false',
    "{{ column_A }} >{{ '=' if or_equal }} {{ column_B }}",
  ),
  expect_column_pair_values_to_be_equal: rowwise('column_A, column_B', '{{ column_A }} = {{ column_B }}'),
  expect_column_pair_values_to_be_in_set: rowwise(
    'column_A, column_B, value_pairs_set',
    '{% for p in value_pairs_set %} {{ column_A }} = {{ p[0] }} and {{ column_B }} = {{ p[1] }} {{ "or" if not loop.last }} {% endfor %}',
  ),
  expect_compound_columns_to_be_unique: [
    'model, column_list, row_condition=none',
    `{% set c = column_list | join(", ") %} select {{ c }} from (select * from ${ROWS}) r where {{ column_list | join(" is not null or ") }} is not null group by {{ c }} having count(*) > 1`,
  ],
  expect_multicolumn_sum_to_equal: [
    'model, column_list, sum_total',
    'select * from (select {% for c in column_list %}sum({{ c }}){{ " + " if not loop.last }}{% endfor %} as e from {{ model }}) s where not (e = {{ sum_total }})',
  ],
  expect_select_column_values_to_be_unique_within_record: rowwise(
    'column_list',
    '{% for a in column_list %}{% for b in column_list[loop.index:] %} coalesce({{ a }} <> {{ b }}, false) and {% endfor %}{% endfor %} true',
  ),
  expect_column_values_to_have_consistent_casing: [
    'model, column_name, display_inconsistent_columns=false',
    'with v as (select distinct {{ column_name }} as value from {{ model }}) {% if display_inconsistent_columns %} select lower(value) from v group by 1 having count(value) > 1 {% else %} select * from (select count(1) as a, count(distinct lower(value)) as b from v) c where a <> b {% endif %}',
  ],
};

const file = (tests: typeof UTILS): string =>
  Object.entries(tests)
    .map(([name, [args, query]]) => `{% test ${name}(${args}) %}\n${query}\n{% endtest %}\n`)
    .join('\n');

export const PACKAGES: Readonly<Record<string, string>> = {
  dbt_utils: file(UTILS),
  dbt_expectations: file(EXPECTATIONS),
};
