-- A figure that managers read, beside its value 30 days before.
-- grain: metric_name
-- figures: metric_value by metric_name
with orders as (
  select
    sum(case when status = 'completed' and order_date > date_sub(:as_of, 30) then total end) as revenue,
    sum(case when status = 'completed' and order_date > date_sub(:as_of, 60) and order_date <= date_sub(:as_of, 30) then total end) as revenue_before,
    count_if(status = 'completed' and order_date > date_sub(:as_of, 30)) as completed,
    count_if(status = 'completed' and order_date > date_sub(:as_of, 60) and order_date <= date_sub(:as_of, 30)) as completed_before,
    count_if(order_date > date_sub(:as_of, 30)) as placed,
    count_if(order_date > date_sub(:as_of, 60) and order_date <= date_sub(:as_of, 30)) as placed_before,
    max(_updated_at) as _updated_at
  from silver.fact_orders
  where order_date <= :as_of
),

buyers as (
  select
    customer_id,
    sum(total) as revenue,
    sum(case when order_date <= date_sub(:as_of, 30) then total end) as revenue_before,
    max(order_date) as last_order_date,
    bool_or(order_date > date_sub(:as_of, 60) and order_date <= date_sub(:as_of, 30)) as active_before,
    min(order_date) as first_order_date
  from silver.fact_orders
  where status = 'completed' and order_date <= :as_of
  group by customer_id
),

lifetimes as (
  select
    count_if(last_order_date > date_sub(:as_of, 30)) as active,
    count_if(active_before) as active_before,
    cast(sum(revenue) as decimal(18,2)) as revenue,
    count(*) as buyers,
    cast(sum(revenue_before) as decimal(18,2)) as revenue_before,
    count_if(first_order_date <= date_sub(:as_of, 30)) as buyers_before
  from buyers
),

customers as (
  select
    count(distinct case when registration_date <= :as_of then customer_id end) as total,
    count(distinct case when registration_date <= date_sub(:as_of, 30) then customer_id end) as total_before,
    max(_updated_at) as _updated_at
  from silver.dim_customers
),

sessions as (
  select
    count(distinct case when event_date > date_sub(:as_of, 30) then session_id end) as total,
    count(distinct case when event_date <= date_sub(:as_of, 30) then session_id end) as total_before
  from silver.fact_web_events
  where event_date > date_sub(:as_of, 60) and event_date <= :as_of
),

events as (
  select max(_updated_at) as _updated_at
  from silver.fact_web_events
  where event_date <= :as_of
),

products as (
  select count(distinct case when is_active then product_id end) as active, max(_updated_at) as _updated_at
  from silver.dim_products
),

growth as (
  select
    max(case when order_month = add_months(trunc(date_add(:as_of, 1), 'MM'), -1) then revenue_mom_growth_pct end) as last_month,
    max(case when order_month = add_months(trunc(date_add(:as_of, 1), 'MM'), -2) then revenue_mom_growth_pct end) as month_before
  from gold.monthly_revenue
),

metrics as (
  select metric_category, metric_name, metric_type
  from (values
    ('Revenue', 'revenue_30d', 'currency'),
    ('Revenue', 'avg_order_value_30d', 'currency'),
    ('Revenue', 'revenue_growth_last_month', 'percentage'),
    ('Orders', 'completed_orders_30d', 'count'),
    ('Orders', 'order_completion_rate_30d', 'percentage'),
    ('Customers', 'active_customers_30d', 'count'),
    ('Customers', 'total_customers', 'count'),
    ('Customers', 'avg_lifetime_value', 'currency'),
    ('Web Traffic', 'website_sessions_30d', 'count'),
    ('Products', 'active_products', 'count')
  ) names(metric_category, metric_name, metric_type)
),

figures as (
  select
    m.metric_category,
    m.metric_name,
    m.metric_type,
    case m.metric_name
      when 'revenue_30d' then cast(coalesce(o.revenue, 0) as decimal(18,2))
      when 'avg_order_value_30d' then cast(try_divide(cast(o.revenue as decimal(18,2)), o.completed) as decimal(18,2))
      when 'revenue_growth_last_month' then cast(g.last_month as decimal(18,2))
      when 'completed_orders_30d' then cast(o.completed as decimal(18,2))
      when 'order_completion_rate_30d' then cast(try_divide(100 * o.completed, o.placed) as decimal(18,2))
      when 'active_customers_30d' then cast(l.active as decimal(18,2))
      when 'total_customers' then cast(c.total as decimal(18,2))
      when 'avg_lifetime_value' then cast(try_divide(l.revenue, l.buyers) as decimal(18,2))
      when 'website_sessions_30d' then cast(s.total as decimal(18,2))
      when 'active_products' then cast(p.active as decimal(18,2))
    end as metric_value,
    case m.metric_name
      when 'revenue_30d' then cast(coalesce(o.revenue_before, 0) as decimal(18,2))
      when 'avg_order_value_30d' then cast(try_divide(cast(o.revenue_before as decimal(18,2)), o.completed_before) as decimal(18,2))
      when 'revenue_growth_last_month' then cast(g.month_before as decimal(18,2))
      when 'completed_orders_30d' then cast(o.completed_before as decimal(18,2))
      when 'order_completion_rate_30d' then cast(try_divide(100 * o.completed_before, o.placed_before) as decimal(18,2))
      when 'active_customers_30d' then cast(l.active_before as decimal(18,2))
      when 'total_customers' then cast(c.total_before as decimal(18,2))
      when 'avg_lifetime_value' then cast(try_divide(l.revenue_before, l.buyers_before) as decimal(18,2))
      when 'website_sessions_30d' then cast(s.total_before as decimal(18,2))
    end as previous_value,
    greatest(o._updated_at, c._updated_at, e._updated_at, p._updated_at) as _updated_at
  from metrics m
  cross join orders o
  cross join lifetimes l
  cross join customers c
  cross join sessions s
  cross join events e
  cross join products p
  cross join growth g
)

select
  metric_category,
  metric_name,
  cast(metric_value as decimal(18,2)) as metric_value,
  metric_type,
  cast(previous_value as decimal(18,2)) as previous_value,
  case
    when metric_type = 'percentage' then cast(metric_value - previous_value as decimal(18,2))
    else cast(try_divide(100 * (metric_value - previous_value), previous_value) as decimal(18,2))
  end as change_pct,
  cast(_updated_at as timestamp) as _updated_at
from figures
