const names = (list: string): string[] => list.trim().split(/\s+/);

/** The functions of the subset, by what they are for. Each is tried on both engines in conformance.json. */
export const FUNCTIONS = {
  groups: names(`any_value bool_and bool_or collect_list collect_set count count_if max max_by median min min_by
    percentile percentile_approx percentile_cont stddev sum`),
  windows: names(`cume_dist dense_rank first_value lag last_value lead ntile percent_rank rank row_number`),
  values: names(`cast coalesce greatest if ifnull least nullif nvl nvl2 try_cast`),
  numbers: names(`abs ceil exp floor ln log power round sign sqrt try_divide`),
  strings: names(`concat concat_ws contains endswith initcap instr length lower lpad ltrim regexp_extract regexp_like
    regexp_replace replace rpad rtrim sha2 split_part startswith substring trim upper`),
  days: names(`add_months date_add date_format date_sub date_trunc datediff day dayofweek dayofyear hour last_day
    make_date minute month months_between quarter second to_date trunc unix_timestamp weekday weekofyear year`),
  arrays: names(`array_join array_sort explode sequence size`),
} as const;

export const KNOWN: ReadonlySet<string> = new Set(Object.values(FUNCTIONS).flat());

/** What to write for a function that one engine has alone or that the two read differently. */
export const INSTEAD: Readonly<Record<string, string>> = {
  approx_count_distinct: 'count(distinct x)',
  approx_quantile: 'percentile(x, p)',
  array_agg: 'collect_list(x)',
  avg: 'cast(try_divide(sum(x), count(x)) as decimal(18,2))',
  bround: 'round(x)',
  ceiling: 'ceil(x)',
  char_length: 'length(s)',
  date: 'cast(x as date)',
  date_diff: 'datediff(later, earlier)',
  date_part: 'year(d), quarter(d), month(d), …',
  dateadd: 'date_add(d, days) or add_months(d, months)',
  every: 'bool_and(x)',
  extract: 'year(d), quarter(d), month(d), …',
  generate_series: 'explode(sequence(first, last, step))',
  iff: 'if(condition, a, b)',
  list: 'collect_list(x)',
  listagg: "array_join(array_sort(collect_list(x)), ',')",
  len: 'length(s)',
  mean: 'cast(try_divide(sum(x), count(x)) as decimal(18,2))',
  mod: 'date arithmetic, or a - b * floor(try_divide(a, b))',
  pow: 'power(x, n)',
  quantile_cont: 'percentile(x, p)',
  range: 'explode(sequence(first, last))',
  regexp_matches: 'regexp_like(s, pattern)',
  some: 'bool_or(x)',
  split: "split_part(s, ',', n)",
  stddev_samp: 'stddev(x)',
  strftime: "date_format(d, 'yyyy-MM')",
  string_agg: "array_join(array_sort(collect_list(x)), ',')",
  strptime: "to_date(s, 'yyyy-MM-dd')",
  substr: 'substring(s, start, length)',
  timestampadd: 'date_add(d, days) or add_months(d, months)',
  timestampdiff: 'datediff(later, earlier), or a difference of unix_timestamp(…)',
  to_char: "date_format(d, 'yyyy-MM')",
  unnest: 'explode(array)',
};
