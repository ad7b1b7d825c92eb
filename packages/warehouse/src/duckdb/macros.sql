-- What Databricks SQL has and DuckDB lacks, or means differently. Temporary: nothing of it stays in the file.
-- A macro hides every arity of a built-in; those worth keeping are declared again through system.main.
create or replace temp macro date_sub(d, n) as cast(d as date) - cast(n as integer);
create or replace temp macro date_add(d, n) as cast(d as date) + cast(n as integer);
create or replace temp macro datediff(later, earlier) as cast(cast(later as date) - cast(earlier as date) as integer);
create or replace temp macro add_months(d, n) as cast(cast(d as date) + to_months(cast(n as integer)) as date);
create or replace temp macro trunc(x) as system.main.trunc(x), (d, unit) as cast(date_trunc(
  case upper(unit) when 'MM' then 'month' when 'MON' then 'month' when 'YYYY' then 'year' when 'YY' then 'year' else unit end,
  cast(d as date)) as date);
-- Whole months when both days are the same or both end their month; else parts of 31 days, to eight digits.
create or replace temp macro months_between(a, b) as case
  when day(a) = day(b) or (cast(a as date) = last_day(a) and cast(b as date) = last_day(b))
  then cast((year(a) - year(b)) * 12 + month(a) - month(b) as double)
  else round((year(a) - year(b)) * 12 + month(a) - month(b)
    + ((day(a) - day(b)) * 86400.0e0 + epoch(cast(a as timestamp) - cast(cast(a as date) as timestamp))
      - epoch(cast(b as timestamp) - cast(cast(b as date) as timestamp))) / 2678400, 8) end;
create or replace temp macro date_format(d, pattern) as case pattern
  when 'yyyy-MM' then strftime(d, '%Y-%m')
  when 'yyyy-MM-dd' then strftime(d, '%Y-%m-%d')
  when 'yyyyMMdd' then strftime(d, '%Y%m%d')
  when 'yyyyMM' then strftime(d, '%Y%m')
  when 'yyyy' then strftime(d, '%Y')
  when 'MM' then strftime(d, '%m')
  when 'dd' then strftime(d, '%d')
  when 'HH:mm' then strftime(d, '%H:%M')
  when 'yyyy-MM-dd HH:mm:ss' then strftime(d, '%Y-%m-%d %H:%M:%S')
  when 'EEE' then strftime(d, '%a')
  when 'EEEE' then strftime(d, '%A')
  when 'MMM' then strftime(d, '%b')
  when 'MMMM' then strftime(d, '%B')
  when 'MMM yyyy' then strftime(d, '%b %Y')
  when 'EEE dd MMM yy' then strftime(d, '%a %d %b %y')
  else error('date_format: the pattern ''' || pattern || ''' is not one of those that macros.sql knows') end;
create or replace temp macro to_date(s) as cast(s as date), (s, pattern) as case pattern
  when 'yyyy-MM-dd' then cast(strptime(s, '%Y-%m-%d') as date)
  when 'yyyyMMdd' then cast(strptime(s, '%Y%m%d') as date)
  when 'dd/MM/yyyy' then cast(strptime(s, '%d/%m/%Y') as date)
  when 'MM/dd/yyyy' then cast(strptime(s, '%m/%d/%Y') as date)
  else error('to_date: the pattern ''' || pattern || ''' is not one of those that macros.sql knows') end;
create or replace temp macro dayofweek(d) as cast(isodow(d) % 7 + 1 as integer);
create or replace temp macro weekday(d) as cast(isodow(d) - 1 as integer);
create or replace temp macro unix_timestamp(t) as cast(floor(epoch(cast(t as timestamp))) as bigint);
create or replace temp macro current_timestamp() as cast(get_current_timestamp() as timestamp);
-- A double quotient may fall just short of a tie; the nudge of two units in the last place makes its rounding half up.
create or replace temp macro try_divide(a, b) as cast(a as double) / nullif(cast(b as double), 0) * 1.0000000000000004e0;
create or replace temp macro log(x) as ln(x), (base, x) as system.main.log(base, x);
create or replace temp macro nvl(a, b) as coalesce(a, b);
create or replace temp macro nvl2(a, b, c) as case when a is not null then b else c end;
create or replace temp macro concat(a, b) as cast(a as varchar) || cast(b as varchar),
  (a, b, c) as cast(a as varchar) || cast(b as varchar) || cast(c as varchar),
  (a, b, c, d) as cast(a as varchar) || cast(b as varchar) || cast(c as varchar) || cast(d as varchar),
  (a, b, c, d, e) as cast(a as varchar) || cast(b as varchar) || cast(c as varchar) || cast(d as varchar) || cast(e as varchar);
create or replace temp macro substring(s, start) as system.main.substring(s, case when start = 0 then 1 else start end),
  (s, start, length) as system.main.substring(s, case when start = 0 then 1 else start end, length);
create or replace temp macro initcap(s) as array_to_string(
  list_transform(string_split(lower(s), ' '), lambda word: upper(word[1]) || word[2:]), ' ');
create or replace temp macro startswith(s, start) as starts_with(s, start);
create or replace temp macro endswith(s, ending) as suffix(s, ending);
create or replace temp macro regexp_like(s, pattern) as regexp_matches(s, pattern);
create or replace temp macro regexp_replace(s, pattern, replacement) as system.main.regexp_replace(s, pattern, replacement, 'g');
create or replace temp macro sha2(s, bits) as case bits when 256 then sha256(s) else error('sha2: only 256 bits are known') end;
-- The built-in gives NULL over no rows.
create or replace temp macro count_if(x) as count(case when x then 1 end);
create or replace temp macro percentile(x, p) as quantile_cont(cast(x as double), p);
create or replace temp macro percentile_approx(x, p) as quantile_disc(x, p);
create or replace temp macro any_value(x) as first(x);
create or replace temp macro collect_list(x) as coalesce(list(x) filter (where x is not null), []);
create or replace temp macro collect_set(x) as coalesce(list(distinct x) filter (where x is not null), []);
create or replace temp macro array_join(items, separator) as array_to_string(items, separator);
create or replace temp macro size(items) as cast(len(items) as integer);
create or replace temp macro explode(items) as unnest(items);
create or replace temp macro sequence(start, stop) as generate_series(start, stop), (start, stop, step) as generate_series(start, stop, step),
  (start date, stop date, step interval) as cast(generate_series(start, stop, step) as date[]);
