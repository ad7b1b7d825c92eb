-- How much of the shop's life falls on each day: growth, the year, the week, sales and holidays, chance.
create table days as
with calendar as (
  select
    i,
    cast(:since as date) + cast(i as integer) as day,
    cast(i as double) / :span as f,
    isodow(day) as weekday,
    month(day) * 100 + day(day) as month_day
  from range(:span) as t (i)
),

shape as (
  select
    *,
    case
      when month_day between 1123 and 1129 and weekday = 5 then 3.4
      when month_day between 1124 and 1201 and weekday in (6, 7) then 1.9
      when month_day between 1126 and 1202 and weekday = 1 then 2.8
      when month_day between 715 and 716 then 2.1
      when month_day between 409 and 412 then 1.6
      when month_day between 1208 and 1218 then 1.3
      when month_day = 1224 then 0.6
      when month_day = 1225 then 0.35
      when month_day = 101 then 0.6
      else 1
    end as event,
    exp(1.1 * f)
    * (1 + 0.13 * cos(0.0172024 * (dayofyear(day) - 345)) + 0.05 * cos(0.0344048 * (dayofyear(day) - 160)))
    * [1.09, 1.04, 1.02, 1.0, 0.96, 0.87, 1.02][weekday]
    * event as shape
  from calendar
),

weighted as (
  select
    *,
    shape / sum(shape) over () as share,
    share * greatest(0.3, 1 + z(i, 'day orders') * least(0.3, 0.05 + 0.9 / sqrt(1 + :orders * share))) as order_weight,
    share * greatest(0.3, 1 + z(i, 'day visits') * 0.06) as visit_weight,
    -- Sales bring buyers who know the shop more than they bring new ones; a young shop wins customers faster than it sells.
    (share / sqrt(event)) * (1.35 - 0.5 * f) * greatest(0.3, 1 + z(i, 'day customers') * 0.1) as customer_weight
  from shape
),

running as (
  select
    *,
    sum(order_weight) over (order by i) / sum(order_weight) over () as order_share,
    sum(customer_weight) over (order by i) / sum(customer_weight) over () as customer_share,
    sum(visit_weight) over (order by i) / sum(visit_weight) over () as visit_share
  from weighted
),

-- Rounded up, so that the first day has a customer.
until_day as (
  select
    *,
    least(:orders, cast(ceil(round(order_share * :orders, 6)) as bigint)) as next_order,
    least(:customers, cast(ceil(round(customer_share * :customers, 6)) as bigint)) as next_customer,
    least(:visits, cast(ceil(round(visit_share * :visits, 6)) as bigint)) as next_visit
  from running
)

select
  i,
  day,
  f,
  event > 1.5 as is_sale,
  coalesce(lag(next_order) over (order by i), 0) as first_order,
  next_order,
  coalesce(lag(next_customer) over (order by i), 0) as first_customer,
  next_customer,
  coalesce(lag(next_visit) over (order by i), 0) as first_visit,
  next_visit
from until_day
order by i;
