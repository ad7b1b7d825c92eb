-- A registration month and each calendar month since, up to that of as_of; months without orders are rows of zeros.
-- An order before the day of registration counts on the first row, as such, and nowhere else.
-- grain: cohort_month, months_since_registration
with customers as (
  select customer_id, registration_date, trunc(registration_date, 'MM') as cohort_month, _updated_at
  from silver.dim_customers
  where registration_date <= :as_of
),

cohorts as (
  select cohort_month, count(distinct customer_id) as cohort_size, max(_updated_at) as _updated_at
  from customers
  group by cohort_month
),

months as (
  select
    cohort_month, cohort_size, _updated_at,
    explode(sequence(cohort_month, trunc(:as_of, 'MM'), interval 1 month)) as order_month
  from cohorts
),

orders as (
  select
    c.cohort_month,
    case when o.order_date < c.registration_date then c.cohort_month else trunc(o.order_date, 'MM') end as order_month,
    count(distinct case when o.order_date >= c.registration_date then o.customer_id end) as active_customers,
    count_if(o.order_date >= c.registration_date) as total_orders,
    sum(case when o.order_date >= c.registration_date then o.total end) as total_revenue,
    count_if(o.order_date < c.registration_date) as orders_before_registration,
    max(o._updated_at) as _updated_at
  from silver.fact_orders o
  join customers c on c.customer_id = o.customer_id
  where o.status = 'completed' and o.order_date <= :as_of
  group by
    c.cohort_month,
    case when o.order_date < c.registration_date then c.cohort_month else trunc(o.order_date, 'MM') end
),

dense as (
  select
    m.cohort_month,
    m.order_month,
    m.cohort_size,
    cast((year(m.order_month) - year(m.cohort_month)) * 12 + month(m.order_month) - month(m.cohort_month) as int)
      as months_since_registration,
    coalesce(o.active_customers, 0) as active_customers,
    coalesce(o.total_orders, 0) as total_orders,
    cast(coalesce(o.total_revenue, 0) as decimal(18,2)) as total_revenue,
    coalesce(o.orders_before_registration, 0) as orders_before_registration,
    greatest(m._updated_at, o._updated_at) as _updated_at
  from months m
  left join orders o on o.cohort_month = m.cohort_month and o.order_month = m.order_month
)

select
  cohort_month,
  cast(cohort_size as bigint) as cohort_size,
  months_since_registration,
  cast(active_customers as bigint) as active_customers,
  cast(try_divide(100 * active_customers, cohort_size) as decimal(18,2)) as retention_rate,
  cast(total_orders as bigint) as total_orders,
  total_revenue,
  cast(try_divide(total_revenue, total_orders) as decimal(18,2)) as avg_order_value,
  cast(try_divide(total_revenue, cohort_size) as decimal(18,2)) as revenue_per_cohort_customer,
  cast(orders_before_registration as bigint) as orders_before_registration,
  last_day(order_month) <= :as_of as is_complete,
  cast(_updated_at as timestamp) as _updated_at
from dense
